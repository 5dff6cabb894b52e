"""Applications as the columns that models compute on, each touch under the key of its row."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from careers.applicants.models import StageKind
from careers.applicants.summary import RANKS, SEPARATOR
from careers.attribution.paths import Integers, Paths
from careers.reports.figures import Key, Outcome
from careers.reports.queries import Arrivals

Place = Callable[[int, int], Key]  # (link, opening of the application) to the key of a row

AT_LEAST: dict[Outcome, int] = {
    Outcome.APPLIED: 0,
    Outcome.SHORTLISTED: RANKS[StageKind.SHORTLISTED],
    Outcome.INTERVIEW: RANKS[StageKind.INTERVIEW],
    Outcome.HIRED: RANKS[StageKind.HIRED],
}


def laid_out(found: Arrivals, place: Place, *, by_opening: bool = False) -> Paths:
    """Return applications as paths whose conversions are all of them; see `reaching` for an outcome.

    Keys are asked for once per link, or once per link and opening with `by_opening`.
    """
    links = _numbers(SEPARATOR.join(filter(None, found.paths))).astype(np.int64)
    lengths = np.array([path.count(SEPARATOR) + 1 if path else 0 for path in found.paths], dtype=np.int64)
    openings = np.array(found.openings if by_opening else [0] * len(lengths), dtype=np.int64)
    keys, codes = _placed(links, np.repeat(openings, lengths), place)
    nothing = np.zeros(len(lengths))
    return Paths(
        keys=keys,
        codes=codes,
        starts=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        conversions=np.ones(len(lengths)),
        nulls=nothing,
        values=nothing,
        ages=_numbers(SEPARATOR.join(filter(None, found.ages))),
    )


def reaching(paths: Paths, found: Arrivals, outcome: Outcome) -> Paths:
    """Return the same paths with only those applications as conversions that came that far; the rest are nulls."""
    has = np.array(found.reached, dtype=np.int64) >= AT_LEAST[outcome]
    return replace(paths, conversions=has.astype(np.float64), nulls=(~has).astype(np.float64))


def _placed(links: Integers, openings: Integers, place: Place) -> tuple[tuple[Key, ...], Integers]:
    """Return the keys that occur, and for each touch the number of its own."""
    if not len(links):
        return (), links
    step = int(links.max()) + 1
    pairs, codes = np.unique(openings * step + links, return_inverse=True)
    numbers: dict[Key, int] = {}
    placed = [numbers.setdefault(place(pair % step, pair // step), len(numbers)) for pair in pairs.tolist()]
    return tuple(numbers), np.array(placed, dtype=np.int64)[codes]


def _numbers(text: str) -> npt.NDArray[np.float64]:
    return np.fromstring(text, dtype=np.float64, sep=SEPARATOR) if text else np.zeros(0)
