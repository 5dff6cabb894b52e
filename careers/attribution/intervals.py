"""How sure a credit is: a seeded bootstrap over journeys, and ranks that do not pretend.

Each draw takes as many journeys as there were, with replacement; a key's interval holds the middle 95 % of what the
draws gave it. Rows whose intervals overlap share a rank. Below 20 conversions there is too little to rank.
"""

from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from careers.attribution.credit import UNKNOWN, Model, Row
from careers.attribution.paths import Floats, Paths
from careers.attribution.rules import RuleModel

DRAWS = 1000
ENOUGH_TO_RANK = 20
BLOCK = 4_000_000


@dataclass(frozen=True)
class Interval:
    """The bounds of a row's credit in conversions, and its rank from 1, shared where intervals overlap."""

    low: float
    high: float
    rank: int | None


@dataclass(frozen=True)
class Sureness:
    """The intervals of all rows, how they were found, and whether there is enough to rank."""

    intervals: dict[Row, Interval]
    draws: int
    seed: int
    conversions: float

    @property
    def is_too_few(self) -> bool:
        """Say whether there are too few conversions to put rows into an order."""
        return self.conversions < ENOUGH_TO_RANK


def intervals(paths: Paths, model: Model, draws: int = DRAWS, seed: int = 1, level: float = 0.95) -> Sureness:
    """Return the bootstrap interval of every row, UNKNOWN among them; ranks are None below 20 conversions."""
    chance = np.random.default_rng(seed)
    sample = (
        _of_rule(paths, model, draws, chance)
        if isinstance(model, RuleModel)
        else _of_any(paths, model, draws, chance)
    )
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(sample, [tail, 100 - tail], axis=0)
    return _named(paths, low, high, draws, seed)


def normal_intervals(paths: Paths, model: RuleModel, level: float = 0.95) -> Sureness:
    """Return what the bootstrap tends to with many journeys: credit plus and minus z standard errors, never below 0.

    Drawing N journeys with replacement gives a key the mean N·E[s] and the variance N·(E[s²] - E[s]²) of its share s.
    """
    shares, counts = _shares(paths, model)
    number = counts.sum()
    if not number:
        return _named(paths, np.zeros(shares.shape[1]), np.zeros(shares.shape[1]), 0, 0)
    mean, square = counts @ shares, counts @ shares**2
    error = NormalDist().inv_cdf(0.5 + level / 2) * np.sqrt(np.maximum(square - mean**2 / number, 0.0))
    return _named(paths, np.maximum(mean - error, 0.0), mean + error, 0, 0)


def _named(paths: Paths, low: Floats, high: Floats, draws: int, seed: int) -> Sureness:
    """Return bounds per row with ranks, which below 20 conversions are None."""
    conversions = float(paths.conversions.sum())
    rows: list[Row] = [*paths.keys, UNKNOWN]
    ranks = [None] * len(rows) if conversions < ENOUGH_TO_RANK else _ranks(low[:-1], high[:-1])
    found = {row: Interval(float(low[n]), float(high[n]), ranks[n]) for n, row in enumerate(rows)}
    return Sureness(found, draws, seed, conversions)


def _shares(paths: Paths, model: RuleModel) -> tuple[Floats, Floats]:
    """Return the share of each row (K + 1, unknown last) in each journey that converted, and how often it did."""
    held = paths.conversions > 0
    shares: Floats = (
        np.bincount(
            paths.owners * (len(paths.keys) + 1) + paths.codes,
            weights=model.weights(paths),
            minlength=len(held) * (len(paths.keys) + 1),
        )
        .astype(np.float64)
        .reshape(len(held), len(paths.keys) + 1)
    )
    shares[paths.lengths == 0, -1] = 1.0
    return shares[held], paths.conversions[held]


def _ranks(low: Floats, high: Floats) -> list[int | None]:
    """Return 1 + the number of rows that are surely above; UNKNOWN, the last, has no rank."""
    return [*(int((low > top).sum()) + 1 for top in high), None]


def _of_rule(paths: Paths, model: RuleModel, draws: int, chance: np.random.Generator) -> Floats:
    """Return the credit of each draw, shape (draws, K + 1): resampled journeys times their fixed shares."""
    shares, counts = _shares(paths, model)
    if not len(counts):
        return np.zeros((draws, len(paths.keys) + 1))
    number, odds = round(float(counts.sum())), counts / counts.sum()
    at_once = max(1, BLOCK // len(odds))
    parts = [
        chance.multinomial(number, odds, min(at_once, draws - n)) @ shares for n in range(0, draws, at_once)
    ]
    return np.concatenate(parts)


def _of_any(paths: Paths, model: Model, draws: int, chance: np.random.Generator) -> Floats:
    """Return the credit of each draw, shape (draws, K + 1), asking the model anew for every resampled table."""
    journeys = len(paths.lengths)
    counts = np.concatenate([paths.conversions, paths.nulls])
    number, odds = round(float(counts.sum())), counts / max(counts.sum(), 1)
    sample = np.zeros((draws, len(paths.keys) + 1))
    for draw in range(draws if number else 0):
        drawn = chance.multinomial(number, odds).astype(np.float64)
        again = replace(paths, conversions=drawn[:journeys], nulls=drawn[journeys:])
        sample[draw, :-1] = model.amounts(again, again.conversions)
        sample[draw, -1] = again.conversions[paths.lengths == 0].sum()
    return sample
