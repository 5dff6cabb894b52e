"""Rules that weigh a touch by when or where in its journey it came."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from careers.attribution.paths import Floats, Paths
from careers.attribution.rules import RuleModel


class TimesNeeded(ValueError):
    """The model weighs touches by their times, and counted paths have none."""


def _normalised(weights: Floats, paths: Paths) -> Floats:
    """Return weights that sum to one over the touches of each journey."""
    sums = np.bincount(paths.owners, weights=weights, minlength=len(paths.starts) - 1)
    return weights / sums[paths.owners]


@dataclass(frozen=True)
class TimeDecay(RuleModel):
    """A touch weighs half as much for every half-life (in days) that it is older at the conversion.

    Weight 2^(-age / half-life), continuous. Ages count from the youngest touch of the journey, which changes no share
    and keeps ages of years from vanishing into 0/0. Raises TimesNeeded for paths without times.
    """

    name: ClassVar[str] = "time-decay"
    half_life: float = 7.0

    def __post_init__(self) -> None:
        if not self.half_life > 0:
            raise ValueError("A half-life is longer than nothing.")

    def weights(self, paths: Paths) -> Floats:
        """Return 2^(-age/half-life) of each touch, normalised within its journey."""
        if paths.ages is None:
            raise TimesNeeded("Time decay needs the times of the touches.")
        filled = np.flatnonzero(paths.lengths)
        if not len(filled):
            return np.zeros(0)
        youngest = np.zeros(len(paths.starts) - 1)
        youngest[filled] = np.minimum.reduceat(paths.ages, paths.starts[filled])
        older = (paths.ages - youngest[paths.owners]) / (self.half_life * 86_400)
        return _normalised(np.exp2(-older), paths)


@dataclass(frozen=True)
class Position(RuleModel):
    """The U model: 0.4 for the first touch, 0.4 for the last, the rest shared; one touch gets all, two share alike.

    `first` and `last` are the weights of the ends and leave something for the rest.
    """

    name: ClassVar[str] = "position"
    first: float = 0.4
    last: float = 0.4

    def __post_init__(self) -> None:
        if min(self.first, self.last) < 0 or not 0 < self.first + self.last <= 1:
            raise ValueError("The weights of first and last are shares of one conversion.")

    def weights(self, paths: Paths) -> Floats:
        """Return the U-shaped share of each touch."""
        lengths = paths.lengths[paths.owners]
        rest = np.zeros(len(lengths))
        np.divide(1.0 - self.first - self.last, lengths - 2, out=rest, where=lengths > 2)
        filled = paths.lengths > 0
        begins, ends = paths.starts[:-1][filled], paths.starts[1:][filled] - 1
        rest[begins] = self.first
        rest[ends] = self.last
        rest[begins[begins == ends]] = 1.0
        return _normalised(rest, paths)


@dataclass(frozen=True)
class WShaped(RuleModel):
    """The W model: 0.3 each for the first touch, that nearest the start of the form, and the last; 0.1 for the rest.

    Weights that fall on the same touch add up; without rest, or without a form, what is left is scaled to one.
    """

    name: ClassVar[str] = "w"

    def weights(self, paths: Paths) -> Floats:
        """Return the W-shaped share of each touch."""
        filled = np.flatnonzero(paths.lengths)
        begins = paths.starts[filled].astype(np.int64)
        ends = paths.starts[filled + 1].astype(np.int64) - 1
        marks = np.full(len(filled), -1) if paths.milestones is None else paths.milestones[filled]
        weights = np.zeros(len(paths.codes))
        np.add.at(weights, begins, 0.3)
        np.add.at(weights, ends, 0.3)
        np.add.at(weights, (begins + marks)[marks >= 0], 0.3)
        is_rest = weights == 0
        others = np.bincount(paths.owners, weights=is_rest, minlength=len(paths.starts) - 1)
        weights[is_rest] = (0.1 / np.maximum(others, 1))[paths.owners[is_rest]]
        return _normalised(weights, paths)
