"""Touches and journeys, and the two rules that tidy a journey before it is credited."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

Key = str | int
"""What gets credit: a post, a campaign, a channel ... by its number or its name."""

REPEAT_GAP = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Touch:
    """One human click or arrival: what was touched, and when (an aware datetime)."""

    key: Key
    at: datetime


@dataclass(frozen=True, slots=True)
class Journey:
    """The touches of one visitor in order of time, and the conversion they led to, if any.

    Touches are put in order when the journey is made; those equal in time keep their recorded order.
    `converted_at` is None for a visitor who never converted. `count` identical journeys may share one object.
    `value` is the worth of each conversion, in any unit. `form_started_at` serves the W model only.
    """

    touches: tuple[Touch, ...]
    converted_at: datetime | None = None
    count: int = 1
    value: float = 1.0
    form_started_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"A journey counts at least once, not {self.count} times.")
        in_order = tuple(sorted(self.touches, key=lambda touch: touch.at))
        object.__setattr__(self, "touches", in_order)

    @property
    def is_converted(self) -> bool:
        """Say whether the journey ended in a conversion."""
        return self.converted_at is not None


@dataclass(frozen=True, slots=True)
class CountedPath:
    """One path of keys without times, and how often it did and did not end in a conversion.

    `value` is the worth of all its conversions together; left out, each conversion is worth one.
    """

    path: tuple[Key, ...]
    conversions: float = 0
    nulls: float = 0
    value: float | None = None

    def __post_init__(self) -> None:
        if self.conversions < 0 or self.nulls < 0:
            raise ValueError("A path cannot be counted less than zero times.")


def fold_repeats(journey: Journey, gap: timedelta = REPEAT_GAP) -> Journey:
    """Return the journey with touches of one key at most `gap` apart made one, the earliest.

    The gap is measured from the touch that was kept, so a slow series of clicks is not swallowed whole.
    """
    kept: list[Touch] = []
    last_kept: dict[Key, datetime] = {}
    for touch in journey.touches:
        before = last_kept.get(touch.key)
        if before is None or touch.at - before > gap:
            kept.append(touch)
            last_kept[touch.key] = touch.at
    return replace(journey, touches=tuple(kept))


def within_window(journey: Journey, window: timedelta) -> Journey:
    """Return the journey with only the touches at most `window` before its end, both bounds included.

    The end is the conversion; touches after it are dropped. A journey without conversion ends at its last touch.
    """
    if not journey.touches:
        return journey
    end = journey.converted_at or journey.touches[-1].at
    kept = tuple(touch for touch in journey.touches if end - window <= touch.at <= end)
    return replace(journey, touches=kept)


def prepared(journeys: Sequence[Journey], window: timedelta, gap: timedelta = REPEAT_GAP) -> list[Journey]:
    """Return the journeys with repeats folded, then cut to the look-back window."""
    return [within_window(fold_repeats(journey, gap), window) for journey in journeys]
