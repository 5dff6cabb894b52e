"""Journeys as columns: the one form on which every model computes.

Touches of all journeys lie in one array, journey after journey; `starts` says where each begins. Codes number the
keys. Long tables are worked through in blocks, so that the memory needed beside the table stays small.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from careers.attribution.journeys import CountedPath, Journey, Key

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.integer]

BLOCK_TOUCHES = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """J journeys with T touches of K keys, as columns.

    keys: K keys, the name of each code.      codes: (T,) the touched key, in order of time within a journey.
    starts: (J+1,) offsets into the touches.  conversions, nulls: (J,) how often each did and did not convert.
    values: (J,) worth of the conversions.    ages: (T,) seconds from touch to conversion, or None without times.
    milestones: (J,) offset within the journey of the touch nearest the start of the form, -1 where unknown; or None.
    """

    keys: tuple[Key, ...]
    codes: Codes
    starts: Codes
    conversions: Floats
    nulls: Floats
    values: Floats
    ages: Floats | None = None
    milestones: Integers | None = None

    @property
    def lengths(self) -> Integers:
        """Number of touches of each journey, shape (J,)."""
        return np.diff(self.starts).astype(np.int64)

    @property
    def owners(self) -> Integers:
        """Number of the journey that each touch belongs to, shape (T,)."""
        return np.repeat(np.arange(len(self.starts) - 1), self.lengths)

    def part(self, first: int, end: int) -> "Paths":
        """Return journeys `first` to `end` (excluded) with the same keys, sharing memory where possible."""
        begin, stop = int(self.starts[first]), int(self.starts[end])
        return Paths(
            keys=self.keys,
            codes=self.codes[begin:stop],
            starts=self.starts[first : end + 1] - self.starts[first],
            conversions=self.conversions[first:end],
            nulls=self.nulls[first:end],
            values=self.values[first:end],
            ages=None if self.ages is None else self.ages[begin:stop],
            milestones=None if self.milestones is None else self.milestones[first:end],
        )


def blocks(paths: Paths, touches: int = BLOCK_TOUCHES) -> Iterator[tuple[slice, Paths]]:
    """Yield consecutive parts of about `touches` touches each, with the slice of journeys that each covers."""
    journeys = len(paths.starts) - 1
    first = 0
    while first < journeys:
        limit = int(paths.starts[first]) + touches
        end = int(np.searchsorted(paths.starts, limit, side="right")) - 1
        end = min(max(end, first + 1), first + touches, journeys)
        yield slice(first, end), paths.part(first, end)
        first = end


def smallest_codes(codes: Codes, keys: int) -> Codes:
    """Return the codes in the narrowest unsigned type that can number `keys` keys."""
    return codes.astype(np.min_scalar_type(max(keys - 1, 0)), copy=False)


def paths_of_journeys(journeys: Iterable[Journey]) -> Paths:
    """Return timed journeys as columns; keys are numbered in order of first appearance."""
    rows = list(journeys)
    numbers: dict[Key, int] = {}
    codes = [numbers.setdefault(touch.key, len(numbers)) for row in rows for touch in row.touches]
    counts = np.array([row.count for row in rows], dtype=np.float64)
    converted = np.array([row.is_converted for row in rows], dtype=bool)
    worth = np.array([row.value for row in rows], dtype=np.float64)
    return Paths(
        keys=tuple(numbers),
        codes=smallest_codes(np.array(codes, dtype=np.int64), len(numbers)),
        starts=_offsets([len(row.touches) for row in rows]),
        conversions=np.where(converted, counts, 0.0),
        nulls=np.where(converted, 0.0, counts),
        values=np.where(converted, counts * worth, 0.0),
        ages=np.array([age for row in rows for age in _ages(row)], dtype=np.float64),
        milestones=np.array([_milestone(row) for row in rows], dtype=np.int64),
    )


def paths_of_counts(rows: Iterable[CountedPath]) -> Paths:
    """Return counted paths as columns; they carry no times."""
    table = list(rows)
    numbers: dict[Key, int] = {}
    codes = [numbers.setdefault(key, len(numbers)) for row in table for key in row.path]
    worth = [row.conversions if row.value is None else row.value for row in table]
    return Paths(
        keys=tuple(numbers),
        codes=smallest_codes(np.array(codes, dtype=np.int64), len(numbers)),
        starts=_offsets([len(row.path) for row in table]),
        conversions=np.array([row.conversions for row in table], dtype=np.float64),
        nulls=np.array([row.nulls for row in table], dtype=np.float64),
        values=np.array(worth, dtype=np.float64),
    )


def _offsets(lengths: list[int]) -> Integers:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64)


def _ages(journey: Journey) -> list[float]:
    end = journey.converted_at
    if end is None:
        return [0.0] * len(journey.touches)
    return [(end - touch.at).total_seconds() for touch in journey.touches]


def _milestone(journey: Journey) -> int:
    """Return the place of the touch nearest the start of the form, the earlier of two equally near."""
    start = journey.form_started_at
    if start is None or not journey.touches:
        return -1
    distances = [abs(touch.at - start) for touch in journey.touches]
    return distances.index(min(distances))
