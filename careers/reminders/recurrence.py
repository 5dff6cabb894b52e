"""Recurrence rules of RFC 5545, as far as a reminder of days needs them."""

from datetime import date, datetime, time

from dateutil.rrule import rrulestr

_PARTS = frozenset(
    {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"}
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


class BadRecurrence(ValueError):
    """The text is no recurrence rule that a reminder can have."""


def checked(text: str) -> str:
    """Return a rule in capitals without its "RRULE:"; an empty text is none. Raises BadRecurrence."""
    rule = "".join(text.split()).upper().removeprefix("RRULE:")
    if not rule:
        return ""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if not parts.keys() <= _PARTS or parts.get("FREQ") not in _FREQUENCIES:
        raise BadRecurrence(text)
    try:
        rrulestr(rule, dtstart=_begin(date(2026, 1, 1)))
    except (ValueError, TypeError, KeyError):
        raise BadRecurrence(text) from None
    return rule


def last_until(first: date, rule: str, day: date) -> date | None:
    """Return the latest occurrence up to and including a day, or None if none has come yet."""
    if first > day:
        return None
    if not rule:
        return first
    found = rrulestr(rule, dtstart=_begin(first)).before(_begin(day), inc=True)
    return None if found is None else found.date()


def next_after(first: date, rule: str, day: date) -> date | None:
    """Return the first occurrence after a day, or None if there are no more."""
    if not rule:
        return first if first > day else None
    found = rrulestr(rule, dtstart=_begin(first)).after(_begin(day))
    return None if found is None else found.date()


def _begin(day: date) -> datetime:
    return datetime.combine(day, time())
