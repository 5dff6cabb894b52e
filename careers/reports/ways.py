"""The ways that applications took: the most frequent paths, and how many went from which row to which."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from careers.reports.figures import Key
from careers.reports.sureness import Considered

MOST_PATHS = 15
MOST_STEPS = 4  # columns of the picture before the application; longer ways keep their last steps


@dataclass(frozen=True)
class Way:
    """One path: its rows in order, how many applications took it, and how many of them reached the outcome."""

    keys: tuple[Key, ...]
    applications: float
    reached: float


@dataclass(frozen=True)
class Flow:
    """How many went from one row at one step before the application to another row one step later.

    `step` counts backwards: 1 is the last touch, which flows into the application itself (`target` None).
    """

    step: int
    source: Key
    target: Key | None
    count: float


def ways(considered: Considered) -> list[Way]:
    """Return every path that occurred, the most frequent first; the same rows in the same order are one path."""
    paths = considered.paths
    taken: dict[tuple[int, ...], float] = defaultdict(float)
    reached: dict[tuple[int, ...], float] = defaultdict(float)
    codes, starts = paths.codes.tolist(), paths.starts.tolist()
    counts = (paths.conversions + paths.nulls).tolist()
    for n, (begin, end) in enumerate(zip(starts, starts[1:], strict=False)):
        keys = tuple(codes[begin:end])
        taken[keys] += counts[n]
        reached[keys] += float(paths.conversions[n])
    found = [
        Way(tuple(paths.keys[code] for code in codes_of), count, reached[codes_of])
        for codes_of, count in taken.items()
    ]
    return sorted(found, key=lambda way: (-way.applications, len(way.keys), str(way.keys)))


def flows(found: Iterable[Way]) -> list[Flow]:
    """Return the flows of the picture, from the first step shown to the application."""
    counts: dict[tuple[int, Key, Key | None], float] = defaultdict(float)
    for way in found:
        last = way.keys[-MOST_STEPS:]
        for place, key in enumerate(last):
            target = last[place + 1] if place + 1 < len(last) else None
            counts[len(last) - place, key, target] += way.applications
    flowed = [Flow(step, source, target, count) for (step, source, target), count in counts.items()]
    return sorted(flowed, key=lambda flow: (-flow.step, -flow.count, str(flow.source), str(flow.target)))
