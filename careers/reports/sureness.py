"""How sure the credit of a report's rows is, and what other models say about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from careers.attribution.credit import Model, Unknown
from careers.attribution.credit import credit as give_credit
from careers.attribution.intervals import ENOUGH_TO_RANK, Interval, intervals, normal_intervals
from careers.attribution.models import model_named
from careers.attribution.paths import Paths
from careers.attribution.rules import RuleModel
from careers.attribution.shapley import Shapley, ShapleyRate
from careers.reports.figures import UNKNOWN, Key, Outcome
from careers.reports.layout import reaching
from careers.reports.periods import Period
from careers.reports.tables import Source

SIDE_BY_SIDE = ("first", "last", "linear", "time-decay", "position", "markov", "shapley")
MOST_FOR_SHAPLEY = 16  # keys; above, Shapley is sampled, which a page does not wait for
DRAWS = 400
LARGE = 2000  # applications; above, the bootstrap is replaced by what it tends to


MOST_ROWS = 20


@dataclass(frozen=True)
class IntervalBar:
    """One row's credit with its interval; `low_at`, `at` and `width` are its places on an axis from 0 to 100."""

    key: Key
    credit: float
    low: float
    high: float
    rank: int | None
    low_at: float
    at: float
    width: float


@dataclass(frozen=True)
class Sure:
    """The 95 % interval of each row's credit; None for models without shares of single journeys."""

    intervals: Mapping[Key, Interval] | None
    credit: Mapping[Key, float]
    conversions: float

    @property
    def bars(self) -> list[IntervalBar]:
        """Return the intervals of the rows with most credit, drawn on one axis, "other" and "unknown" last."""
        held = self.intervals or {}
        order = sorted(held, key=lambda key: (isinstance(key, str), -self.credit.get(key, 0.0), str(key)))
        shown = [key for key in order if self.credit.get(key) or held[key].high][:MOST_ROWS]
        top = max((held[key].high for key in shown), default=0.0) or 1.0
        return [self._bar(key, held[key], 100 / top) for key in shown]

    def _bar(self, key: Key, one: Interval, scale: float) -> IntervalBar:
        amount = self.credit.get(key, 0.0)
        places = [round(scale * value, 2) for value in (one.low, amount, one.high - one.low)]
        return IntervalBar(
            key, amount, one.low, one.high, one.rank, places[0], places[1], max(places[2], 0.5)
        )

    @property
    def is_too_few(self) -> bool:
        """Say whether there are too few conversions to put rows into an order."""
        return self.conversions < ENOUGH_TO_RANK


@dataclass(frozen=True)
class Comparison:
    """What each model gives to each row, and the models that were left out because there are too many rows."""

    models: tuple[str, ...]
    credit: Mapping[Key, Mapping[str, float]]
    left_out: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[Key, Mapping[str, float]]]:
        """Return the rows with most credit in any model, "other" and "unknown" last."""
        kept = [(key, given) for key, given in self.credit.items() if max(given.values()) > 0]
        kept.sort(key=lambda row: (isinstance(row[0], str), -max(row[1].values()), str(row[0])))
        special = [row for row in kept if isinstance(row[0], str)]
        return [*[row for row in kept if not isinstance(row[0], str)][:MOST_ROWS], *special]

    @property
    def more(self) -> int:
        """Return how many rows with credit are not among `rows`."""
        return sum(max(given.values()) > 0 for given in self.credit.values()) - len(self.rows)


class Considered:
    """The applications of one report with an outcome, laid out once for everything that is computed on them."""

    def __init__(self, source: Source, period: Period, outcome: Outcome) -> None:
        self.source = source
        self.found = source.arrivals(period, whole=True)
        self.paths: Paths = reaching(source.paths(self.found), self.found, outcome)

    @property
    def openings(self) -> set[int]:
        """Return the ids of the openings that were applied for."""
        return set(self.found.openings)

    def subject(self, key: Key) -> object:
        """Return what a row is about, or None for the special ones."""
        return self.source.subjects_with(self.openings).get(key)

    def sureness(self, model: Model) -> Sure:
        """Return the intervals of a model's credit: a seeded bootstrap over applications, or its limit for many."""
        conversions = float(self.paths.conversions.sum())
        if not isinstance(model, RuleModel):
            return Sure(None, {}, conversions)
        is_large = len(self.paths.lengths) > LARGE
        sure = normal_intervals(self.paths, model) if is_large else intervals(self.paths, model, draws=DRAWS)
        found = sure.intervals
        named = {UNKNOWN if isinstance(row, Unknown) else row: one for row, one in found.items()}
        return Sure(named, self.credit(model), conversions)

    def credit(self, model: Model) -> dict[Key, float]:
        """Return the credit of each row, "other" and "unknown" among them."""
        amounts = give_credit(self.paths, model).amounts
        return {UNKNOWN if isinstance(row, Unknown) else row: amount for row, amount in amounts.items()}

    def comparison(self) -> Comparison:
        """Return the credit of several models side by side."""
        chosen = [model_named(name) for name in SIDE_BY_SIDE]
        is_many = len(self.paths.keys) > MOST_FOR_SHAPLEY
        left_out = [one for one in chosen if is_many and isinstance(one, (Shapley, ShapleyRate))]
        told: dict[Key, dict[str, float]] = {}
        for model in (one for one in chosen if one not in left_out):
            for key, amount in self.credit(model).items():
                told.setdefault(key, {})[model.name] = amount
        names = tuple(one.name for one in chosen if one not in left_out)
        return Comparison(names, told, tuple(one.name for one in left_out))
