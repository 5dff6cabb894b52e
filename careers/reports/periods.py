"""Periods of a report: local days, both ends included, and the period of the same length before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from careers.clock import day_starts

PRESETS = (7, 30, 90, 365)
DEFAULT_DAYS = 90
LONGEST = 3660  # days


@dataclass(frozen=True)
class Period:
    """The local days from `first` to `last`, both included."""

    first: date
    last: date
    zone: str

    @property
    def since(self) -> datetime:
        """Return the instant at which the period begins."""
        return day_starts(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """Return the instant at which the day after the period begins."""
        return day_starts(self.last + timedelta(days=1), self.zone)

    @property
    def days(self) -> int:
        """Return how many days the period has."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Return the period of the same length that ends the day before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1), self.zone)


def last_days(days: int, today: date, zone: str) -> Period:
    """Return the period of that many days that ends today."""
    return Period(today - timedelta(days=days - 1), today, zone)


def asked_for(args: Mapping[str, str], today: date, zone: str) -> Period:
    """Return the period that an address asks for by `days` or by `from` and `to`; nonsense gives 90 days."""
    first, last = _day(args.get("from", "")), _day(args.get("to", ""))
    if first and last and first <= last and (last - first).days < LONGEST:
        return Period(first, last, zone)
    text = args.get("days", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    days = int(text) if is_number and 1 <= int(text) <= LONGEST else DEFAULT_DAYS
    return last_days(days, today, zone)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
