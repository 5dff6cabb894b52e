"""Rules that split one conversion among the touches of its journey.

Every rule returns weights that sum to one over the touches of each journey; a journey without touches has none.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from careers.attribution.journeys import Key
from careers.attribution.paths import Floats, Integers, Paths, blocks

DIRECT: Key = "direct"


class RuleModel(ABC):
    """What every rule shares: credit is the sum of its weights over the journeys."""

    name: ClassVar[str]

    @abstractmethod
    def weights(self, paths: Paths) -> Floats:
        """Return the share of each touch in its own journey's conversion, shape (T,)."""

    def amounts(self, paths: Paths, worth: Floats) -> Floats:
        """Return the credit of each key, shape (K,), when journey j gives away worth[j]."""
        total = np.zeros(len(paths.keys))
        for part, block in blocks(paths):
            given = self.weights(block) * worth[part][block.owners]
            total += np.bincount(block.codes, weights=given, minlength=len(total))
        return total


@dataclass(frozen=True)
class FirstTouch(RuleModel):
    """The first touch gets all."""

    name: ClassVar[str] = "first"

    def weights(self, paths: Paths) -> Floats:
        """Return 1 for the first touch of each journey, else 0."""
        return _marked(paths, paths.starts[:-1][paths.lengths > 0].astype(np.int64))


@dataclass(frozen=True)
class LastTouch(RuleModel):
    """The last touch gets all."""

    name: ClassVar[str] = "last"

    def weights(self, paths: Paths) -> Floats:
        """Return 1 for the last touch of each journey, else 0."""
        return _marked(paths, paths.starts[1:][paths.lengths > 0].astype(np.int64) - 1)


@dataclass(frozen=True)
class LastNonDirect(RuleModel):
    """The last touch whose key is not direct gets all; if all are direct, the last one."""

    name: ClassVar[str] = "last-non-direct"
    direct: frozenset[Key] = field(default_factory=lambda: frozenset({DIRECT}))

    def weights(self, paths: Paths) -> Floats:
        """Return 1 for the last non-direct touch of each journey, else 0."""
        is_direct = np.array([key in self.direct for key in paths.keys], dtype=bool)
        place = np.arange(len(paths.codes))
        place[is_direct[paths.codes]] = -1
        filled = np.flatnonzero(paths.lengths)
        if not len(filled):
            return np.zeros(0)
        latest = np.maximum.reduceat(place, paths.starts[filled])
        return _marked(paths, np.where(latest < 0, paths.starts[filled + 1] - 1, latest))


@dataclass(frozen=True)
class Linear(RuleModel):
    """Each of n touches gets 1/n."""

    name: ClassVar[str] = "linear"

    def weights(self, paths: Paths) -> Floats:
        """Return 1/n for each of the n touches of a journey."""
        return 1.0 / np.repeat(paths.lengths, paths.lengths)


@dataclass(frozen=True)
class LinearUnique(RuleModel):
    """Each of m distinct keys gets 1/m, given to its first touch; the same as Shapley on counts.

    Source: the "simplified Shapley" of Zhao et al. 2018, arXiv 1804.05327.
    """

    name: ClassVar[str] = "linear-unique"

    def weights(self, paths: Paths) -> Floats:
        """Return 1/m for the first touch of each of the m distinct keys of a journey, else 0."""
        owners = paths.owners
        pairs = owners * max(len(paths.keys), 1) + paths.codes
        _, firsts = np.unique(pairs, return_index=True)
        distinct = np.bincount(owners[firsts], minlength=len(paths.starts) - 1)
        shares = np.zeros(len(paths.codes))
        shares[firsts] = 1.0 / distinct[owners[firsts]]
        return shares


def _marked(paths: Paths, places: Integers) -> Floats:
    shares = np.zeros(len(paths.codes))
    shares[places] = 1.0
    return shares
