"""Shapley values over the keys of journeys.

A coalition of keys is worth the conversions of the journeys whose distinct keys all lie within it. Counted this way the
value is additive over journeys and each splits its conversion alike among its distinct keys, so it is exactly
linear-unique (Zhao et al. 2018, arXiv 1804.05327). The rate version divides by all journeys within the coalition; its
increments may be negative.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from math import factorial
from typing import ClassVar

import numpy as np

from careers.attribution.journeys import Key
from careers.attribution.paths import Floats, Integers, Paths
from careers.attribution.rules import LinearUnique

EXACT_KEYS = 16


def of_game(worth: Mapping[frozenset[Key], float]) -> dict[Key, float]:
    """Return the Shapley value of each player of a game given by the worth of its coalitions; the empty one is 0."""
    players = sorted({player for coalition in worth for player in coalition}, key=str)
    values = dict.fromkeys(players, 0.0)
    for order in permutations(players):
        so_far: frozenset[Key] = frozenset()
        for player in order:
            grown = so_far | {player}
            values[player] += worth.get(grown, 0.0) - worth.get(so_far, 0.0)
            so_far = grown
    return {player: value / factorial(len(players)) for player, value in values.items()}


@dataclass(frozen=True)
class Shapley:
    """Shapley on counts, exact for any number of keys because it equals linear-unique."""

    name: ClassVar[str] = "shapley"

    def amounts(self, paths: Paths, worth: Floats) -> Floats:
        """Return the credit of each key, shape (K,)."""
        return LinearUnique().amounts(paths, worth)

    def notes(self, paths: Paths) -> tuple[str, ...]:
        """Return what a reader must know about this result."""
        return ("Shapley on counts is identical to linear-unique.",)


@dataclass(frozen=True)
class ShapleyRate:
    """Shapley on conversion rates: exact up to 16 keys by sums over coalitions, above that by seeded permutations."""

    name: ClassVar[str] = "shapley-rate"
    draws: int = 2000
    seed: int = 1

    def amounts(self, paths: Paths, worth: Floats) -> Floats:
        """Return the worth of all journeys with touches, shared out by the values, shape (K,)."""
        values = self.values(paths)
        total = float(worth[paths.lengths > 0].sum())
        if not values.sum():
            return np.zeros(len(paths.keys))
        return np.asarray(total * values / values.sum(), dtype=np.float64)

    def values(self, paths: Paths) -> Floats:
        """Return the Shapley value of each key in conversions per journey, shape (K,)."""
        if len(paths.keys) <= EXACT_KEYS:
            return _exact(paths)
        return np.asarray(self._sampled(paths).mean(axis=0), dtype=np.float64)

    def standard_errors(self, paths: Paths) -> Floats:
        """Return the standard error of each value; zero where it is exact."""
        if len(paths.keys) <= EXACT_KEYS:
            return np.zeros(len(paths.keys))
        sample = self._sampled(paths)
        return np.asarray(sample.std(axis=0, ddof=1) / np.sqrt(len(sample)), dtype=np.float64)

    def notes(self, paths: Paths) -> tuple[str, ...]:
        """Return what a reader must know about this result."""
        if len(paths.keys) <= EXACT_KEYS:
            return ()
        worst = float(self.standard_errors(paths).max())
        return (f"Estimated from {self.draws} permutations; largest standard error of a value {worst:.3g}.",)

    def _sampled(self, paths: Paths) -> Floats:
        """Return the increment of each key in each permutation, shape (draws, K)."""
        keys, chance = len(paths.keys), np.random.default_rng(self.seed)
        filled = paths.lengths > 0
        conversions, journeys = paths.conversions[filled], (paths.conversions + paths.nulls)[filled]
        begins = paths.starts[:-1][filled]
        found = np.empty((self.draws, keys))
        for draw in range(self.draws):
            order = chance.permutation(keys)
            rank = np.empty(keys, dtype=np.int64)
            rank[order] = np.arange(keys)
            completed = np.maximum.reduceat(rank[paths.codes], begins)
            within = np.cumsum(np.bincount(completed, weights=conversions, minlength=keys))
            among = np.cumsum(np.bincount(completed, weights=journeys, minlength=keys))
            rates = np.divide(within, among, out=np.zeros(keys), where=among > 0)
            found[draw, order] = np.diff(rates, prepend=0.0)
        return found


def _exact(paths: Paths) -> Floats:
    keys = len(paths.keys)
    masks = _masks(paths)
    size = 1 << keys
    filled = paths.lengths > 0
    within = _subset_sums(masks, paths.conversions[filled], keys)
    among = _subset_sums(masks, (paths.conversions + paths.nulls)[filled], keys)
    rates = np.divide(within, among, out=np.zeros(size), where=among > 0)
    sizes = np.array([bin(mask).count("1") for mask in range(size)])
    weights = np.array(
        [factorial(n) * factorial(keys - n - 1) / factorial(keys) for n in range(keys)] + [0.0]
    )
    values = np.empty(keys)
    coalitions = np.arange(size)
    for key in range(keys):
        without = coalitions[(coalitions >> key) & 1 == 0]
        values[key] = np.sum(weights[sizes[without]] * (rates[without | (1 << key)] - rates[without]))
    return values


def _masks(paths: Paths) -> Integers:
    """Return the set of keys of each journey with touches, as bits."""
    begins = paths.starts[:-1][paths.lengths > 0]
    bits = np.int64(1) << paths.codes.astype(np.int64)
    return np.bitwise_or.reduceat(bits, begins) if len(bits) else np.zeros(0, dtype=np.int64)


def _subset_sums(masks: Integers, counts: Floats, keys: int) -> Floats:
    """Return for every set the counts of its subsets together (the zeta transform), in keys passes."""
    sums = np.bincount(masks, weights=counts, minlength=1 << keys).astype(np.float64)
    for key in range(keys):
        shaped = sums.reshape(-1, 2, 1 << key)
        shaped[:, 1, :] += shaped[:, 0, :]
    return sums
