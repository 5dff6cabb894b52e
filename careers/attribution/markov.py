"""Markov chains: credit by how much the probability of a conversion falls when a key is removed.

States are the windows of the last k touches; a journey shorter than k is one state. P is the probability of converting
from the start, the removal effect of a key 1 - P(every state that holds it sent to null) / P, and its share that effect
over the sum of all effects. Source: Anderl et al. 2016, IJRM 33. Exact solves, never simulation.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from careers.attribution.paths import Floats, Integers, Paths

DENSE_STATES = 2000
PRECISION = 1e-15


@dataclass(frozen=True, eq=False)
class Chain:
    """A chain with S states: `start` (S,) and `convert` (S,) probabilities; steps are `origin`, `target`, `odds` (E,).

    `windows` (S, k) holds the codes of each state's touches, -1 where a short journey has none.
    """

    windows: Integers
    start: Floats
    convert: Floats
    origin: Integers
    target: Integers
    odds: Floats

    @property
    def states(self) -> int:
        """Return the number of states."""
        return len(self.start)

    def holding(self, code: int) -> Integers:
        """Return the states whose window holds a code."""
        return np.flatnonzero((self.windows == code).any(axis=1))


@dataclass(frozen=True)
class Markov:
    """Credit by removal effects in a chain of order `order`, 1 to 4."""

    name: ClassVar[str] = "markov"
    order: int = 1

    def __post_init__(self) -> None:
        if self.order not in range(1, 5):
            raise ValueError("The order of a Markov chain is 1, 2, 3 or 4.")

    def amounts(self, paths: Paths, worth: Floats) -> Floats:
        """Return the worth of all journeys with touches, shared out by removal effects, shape (K,)."""
        total = float(worth[paths.lengths > 0].sum())
        effects = removal_effects(paths, self.order)
        if not effects.sum() > 0:
            return np.zeros(len(paths.keys))
        return np.asarray(total * effects / effects.sum(), dtype=np.float64)

    def notes(self, paths: Paths) -> tuple[str, ...]:
        """Return what a reader must know about this result."""
        if paths.nulls[paths.lengths > 0].sum() > 0:
            return ()
        return ("No journey without a conversion was given, so the chain cannot learn what fails.",)


def removal_effects(paths: Paths, order: int = 1) -> Floats:
    """Return the removal effect of each key, shape (K,): 1 - P without it / P."""
    chain = chain_of(paths, order)
    if not chain.states or not chain.convert.any():
        return np.zeros(len(paths.keys))
    solve = _dense if chain.states <= DENSE_STATES else _iterated
    probability, without = solve(chain, len(paths.keys))
    return np.clip(1.0 - without / probability, 0.0, 1.0) if probability > 0 else np.zeros(len(paths.keys))


def conversion_probability(paths: Paths, order: int = 1) -> float:
    """Return P, the probability of converting from the start."""
    chain = chain_of(paths, order)
    return _dense(chain, 0)[0] if chain.states <= DENSE_STATES else _iterated(chain, 0)[0]


def chain_of(paths: Paths, order: int) -> Chain:
    """Return the chain that the journeys describe, each counted as often as it did and did not convert."""
    counts = paths.conversions + paths.nulls
    owners, firsts, codes, windows = _states(paths, order)
    size = len(windows)
    start = np.bincount(codes[firsts], weights=counts[owners[firsts]], minlength=size)
    lasts = np.append(firsts[1:], True) if len(firsts) else firsts
    convert = np.bincount(codes[lasts], weights=paths.conversions[owners[lasts]], minlength=size)
    leaves = np.bincount(codes, weights=counts[owners], minlength=size)
    steps = ~lasts[:-1] if len(lasts) else np.zeros(0, dtype=bool)
    origin, target, weight = _summed(codes[:-1][steps], codes[1:][steps], counts[owners[:-1][steps]], size)
    left = np.maximum(
        leaves, np.finfo(np.float64).tiny
    )  # a journey that is counted zero times leaves nothing
    total = start.sum() or 1.0
    return Chain(windows, start / total, convert / left, origin, target, weight / left[origin])


def _states(paths: Paths, order: int) -> tuple[Integers, np.ndarray, Integers, Integers]:
    """Return per state visit: its journey, whether it is the first, its number; and the windows of the numbers."""
    owners, lengths = paths.owners, paths.lengths
    if not len(owners):
        empty = np.zeros(0, dtype=np.int64)
        return empty, np.zeros(0, dtype=bool), empty, np.zeros((0, order), dtype=np.int64)
    ends = paths.starts[1:][owners].astype(np.int64)
    place = np.arange(len(owners))
    is_first = place == paths.starts[:-1][owners]
    visits = np.flatnonzero((place + order <= ends) | is_first)
    columns = np.full((len(visits), order), -1, dtype=np.int64)
    for step in range(order):
        inside = visits + step < ends[visits]
        columns[inside, step] = paths.codes[visits[inside] + step]
    codes = np.zeros(len(visits), dtype=np.int64)
    for step in range(order):
        codes = np.unique(codes * (len(paths.keys) + 1) + columns[:, step] + 1, return_inverse=True)[1]
    size = int(codes.max()) + 1
    windows = np.zeros((size, order), dtype=np.int64)
    windows[codes] = columns
    assert lengths.sum() == len(owners)
    return owners[visits], is_first[visits], codes, windows


def _summed(
    origin: Integers, target: Integers, weight: Floats, size: int
) -> tuple[Integers, Integers, Floats]:
    """Return each step once, with the sum of its weights."""
    pairs, where = np.unique(origin * size + target, return_inverse=True)
    sums = np.bincount(where, weights=weight, minlength=len(pairs)).astype(np.float64)
    pairs = pairs.astype(np.int64)
    return pairs // max(size, 1), pairs % max(size, 1), sums


def _dense(chain: Chain, keys: int) -> tuple[float, Floats]:
    """Return P and P without each key, from one inverse of the fundamental matrix.

    Whoever would convert after touching a removed state is lost: P' = P - h v, with h the chances of entering each
    removed state first and v those of converting from there; h solves h N(C, C) = n(C) for the expected visits n.
    """
    steps = np.zeros((chain.states, chain.states))
    steps[chain.origin, chain.target] = chain.odds
    visits = np.linalg.inv(np.eye(chain.states) - steps)
    converts = visits @ chain.convert
    expected = chain.start @ visits
    probability = float(chain.start @ converts)
    without = np.empty(keys)
    for code in range(keys):
        gone = chain.holding(code)
        entered = np.linalg.solve(visits[np.ix_(gone, gone)].T, expected[gone])
        without[code] = probability - float(entered @ converts[gone])
    return probability, without


def _iterated(chain: Chain, keys: int) -> tuple[float, Floats]:
    """Return P and P without each key by repeated substitution, until nothing moves any more; for many states."""

    def solved(is_gone: np.ndarray) -> float:
        chances = np.where(is_gone, 0.0, chain.convert)
        base = chances.copy()
        while True:
            onward = np.bincount(
                chain.origin, weights=chain.odds * chances[chain.target], minlength=chain.states
            )
            better = np.where(is_gone, 0.0, base + onward)
            if np.abs(better - chances).max() <= PRECISION:
                return float(chain.start @ better)
            chances = better

    nothing = np.zeros(chain.states, dtype=bool)
    without = np.empty(keys)
    for code in range(keys):
        gone = nothing.copy()
        gone[chain.holding(code)] = True
        without[code] = solved(gone)
    return solved(nothing), without
