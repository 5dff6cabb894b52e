"""Published examples with their answers; `careers attribution selfcheck` and the tests compare the engine with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from careers.attribution.credit import Row, credit
from careers.attribution.journeys import CountedPath, Journey, Touch
from careers.attribution.markov import Markov, conversion_probability, removal_effects
from careers.attribution.models import model_named
from careers.attribution.paths import Paths, paths_of_counts
from careers.attribution.shapley import of_game

NINE = ("A", "A>B", "A>B>C", "B", "B>A", "B>C>A", "C", "C>A", "C>B>A")
Answer = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """One example: what it is, how to compute it, the published answer and its precision."""

    name: str
    compute: Callable[[], Answer]
    expected: Answer
    precision: float = 1e-6

    @property
    def worst(self) -> float:
        """Return the largest distance from the published answer."""
        found = self.compute()
        return max(abs(found[name] - value) for name, value in self.expected.items())

    @property
    def is_right(self) -> bool:
        """Say whether the engine gives the published answer."""
        return self.worst <= self.precision


def counted(*rows: tuple[str, float, float]) -> Paths:
    """Return counted paths from (path, conversions, nulls)."""
    return paths_of_counts(CountedPath(tuple(path.split(">")), won, lost) for path, won, lost in rows)


def _nine(model: str, **options: object) -> Callable[[], Answer]:
    def compute() -> Answer:
        paths = paths_of_counts(CountedPath(tuple(path.split(">")), 1, 0, 3.0) for path in NINE)
        return _named(credit(paths, model_named(model, **options), "value").amounts)

    return compute


def _named(amounts: Mapping[Row, float]) -> Answer:
    return {str(row): amount for row, amount in amounts.items()}


def _chain(rows: tuple[tuple[str, float, float], ...], order: int = 1) -> Callable[[], Answer]:
    def compute() -> Answer:
        paths = counted(*rows)
        effects = removal_effects(paths, order)
        credits = credit(paths, Markov(order)).amounts
        found = {"P": conversion_probability(paths, order), **_named(credits)}
        return found | {f"RE {key}": float(effects[n]) for n, key in enumerate(paths.keys)}

    return compute


def _decay() -> Answer:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    ages = (38, 33, 26, 8, 0)
    touches = tuple(Touch(f"{age} d", at - timedelta(days=age)) for age in ages)
    found = credit([Journey(touches, at, value=12_000)], model_named("time-decay"), "value")
    return _named(found.amounts)


def _shapley_counts() -> Answer:
    return _named(credit(counted(("a", 4, 0), ("a>b", 6, 0)), model_named("shapley")).amounts)


def _game() -> Answer:
    worth = {"O": 7, "F": 6, "D": 4, "OF": 15, "OD": 7, "FD": 9, "OFD": 19}
    return {str(key): value for key, value in of_game({frozenset(k): v for k, v in worth.items()}).items()}


def _abc(a: float, b: float, c: float) -> Answer:
    return {"A": a, "B": b, "C": c}


_THREE = (("C1>C2>C3", 1, 0), ("C1", 0, 1), ("C2>C3", 0, 1))
_GA = (("GA", 2, 1), ("M", 1, 0), ("GA>M", 1, 0))
_FORK = (("a>b", 3, 1), ("a>c", 1, 1))
_ORDER = (("A>B>A", 1, 0), ("B", 0, 1))

CASES: tuple[Case, ...] = (
    Case("nine journeys, first touch", _nine("first"), _abc(9, 9, 9)),
    Case("nine journeys, last touch", _nine("last"), _abc(15, 6, 6)),
    Case("nine journeys, last non-A", _nine("last-non-direct", direct=frozenset("A")), _abc(3, 12, 12)),
    Case("nine journeys, linear", _nine("linear"), _abc(10.5, 9, 7.5)),
    Case("nine journeys, Shapley", _nine("shapley"), _abc(10.5, 9, 7.5)),
    Case("nine journeys, position (U)", _nine("position"), _abc(11.1, 8.4, 7.5)),
    Case("nine journeys, Markov order 1", _nine("markov"), _abc(10.643154, 8.514523, 7.842324)),
    Case(
        "three channels, removal effects", _chain(_THREE), {"P": 1 / 3, "RE C1": 0.5, "RE C2": 1, "RE C3": 1}
    ),
    Case("three channels, shares", _chain(_THREE), {"C1": 0.2, "C2": 0.4, "C3": 0.4}),
    Case("GA and M", _chain(_GA), {"P": 0.8, "RE GA": 0.75, "RE M": 0.5, "GA": 2.4, "M": 1.6}),
    Case("a fork", _chain(_FORK), {"P": 2 / 3, "RE a": 1, "RE b": 0.75, "RE c": 0.25}),
    Case("a fork, Shapley on counts", _shapley_counts, {"a": 7, "b": 3}),
    Case("a game of three", _game, {"O": 7.6667, "F": 8.1667, "D": 3.1667}, 1e-4),
    Case(
        "time decay, half-life 7 days",
        _decay,
        {"38 d": 175.2, "33 d": 287.4, "26 d": 574.9, "8 d": 3417.0, "0 d": 7545.4},
        0.06,
    ),
    Case("order matters, Markov 1", _chain(_ORDER), {"A": 2 / 3, "B": 1 / 3}),
    Case("order matters, Markov 2", _chain(_ORDER, 2), {"A": 0.5, "B": 0.5}),
)
