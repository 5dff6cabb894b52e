"""Credit per key for a set of journeys, and its roll-up to any level above.

Credit always sums to the number of conversions (or their value): conversions without any touch have their own
row, UNKNOWN.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, Literal, Protocol

from careers.attribution.journeys import Journey, Key
from careers.attribution.paths import Floats, Paths, paths_of_journeys
from careers.attribution.rules import RuleModel

Measure = Literal["conversions", "value"]


class Unknown(Enum):
    """The type of the row that holds conversions without any touch; never equal to a key."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


UNKNOWN: Final = Unknown.UNKNOWN
Row = Key | Unknown


class KeyNotMapped(LookupError):
    """A roll-up met a key for which the mapping has no answer."""


class NoJourneyShares(TypeError):
    """The model credits keys over all journeys together and cannot split a single one."""


class Model(Protocol):
    """What a model must offer to be asked for credit."""

    @property
    def name(self) -> str:
        """The stable machine name."""

    def amounts(self, paths: Paths, worth: Floats) -> Floats:
        """Return credit per key, shape (K,), that sums to the worth (J,) of the journeys with touches."""


@dataclass(frozen=True)
class Credit:
    """Credit of one model: an amount for each row, UNKNOWN always among them, and their total."""

    model: str
    amounts: Mapping[Row, float]
    total: float
    measure: Measure = "conversions"
    notes: tuple[str, ...] = field(default=())

    @property
    def unknown(self) -> float:
        """Credit that no key gets, because the conversions had no touch."""
        return self.amounts[UNKNOWN]

    def share(self, row: Row) -> float:
        """Return the part of the total that a row holds, between 0 and 1; 0 for a row never touched."""
        return self.amounts.get(row, 0.0) / self.total if self.total else 0.0

    def ranked(self) -> list[tuple[Row, float]]:
        """Return the rows, most credit first, equal ones by name, UNKNOWN last."""
        rows = [(row, amount) for row, amount in self.amounts.items() if row is not UNKNOWN]
        rows.sort(key=lambda item: (-item[1], str(item[0])))
        return [*rows, (UNKNOWN, self.unknown)]


def credit(journeys: Iterable[Journey] | Paths, model: Model, measure: Measure = "conversions") -> Credit:
    """Return what the model gives to each key, in conversions or in their value.

    Journeys without conversion give nothing away; models that learn from them (Markov, Shapley rates) do read them.
    """
    paths = journeys if isinstance(journeys, Paths) else paths_of_journeys(journeys)
    worth = paths.conversions if measure == "conversions" else paths.values
    given = model.amounts(paths, worth)
    amounts: dict[Row, float] = dict(zip(paths.keys, given.tolist(), strict=True))
    amounts[UNKNOWN] = float(worth[paths.lengths == 0].sum())
    told = getattr(model, "notes", None)
    return Credit(model.name, amounts, float(worth.sum()), measure, told(paths) if told else ())


def shares(journey: Journey, model: Model) -> list[tuple[Row, float]]:
    """Return the share of one conversion of this journey for each of its touches in order; they sum to one.

    A journey without touches gives all to UNKNOWN. Whether the journey converted makes no difference.
    Raises NoJourneyShares for models that look at all journeys together.
    """
    if not isinstance(model, RuleModel):
        raise NoJourneyShares(f"The model {model.name} has no shares for a single journey.")
    if not journey.touches:
        return [(UNKNOWN, 1.0)]
    weights = model.weights(paths_of_journeys([journey])).tolist()
    return [(touch.key, weight) for touch, weight in zip(journey.touches, weights, strict=True)]


def roll_up(credited: Credit, mapping: Mapping[Key, Key] | Callable[[Key], Key]) -> Credit:
    """Return the same credit on a higher level: each key's amount goes to the key it maps to.

    The total does not move and UNKNOWN stays UNKNOWN. Raises KeyNotMapped rather than dropping a key.
    """
    amounts: dict[Row, float] = {}
    for row, amount in credited.amounts.items():
        above = row if isinstance(row, Unknown) else _above(row, mapping)
        amounts[above] = amounts.get(above, 0.0) + amount
    return replace(credited, amounts=amounts)


def _above(key: Key, mapping: Mapping[Key, Key] | Callable[[Key], Key]) -> Key:
    if not isinstance(mapping, Mapping):
        return mapping(key)
    if key not in mapping:
        raise KeyNotMapped(f"Nothing is said about {key!r}, so its credit would be lost.")
    return mapping[key]
