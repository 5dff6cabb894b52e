"""The only clock. Everything that needs the time asks here, or is given it as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this instant as an aware datetime in UTC."""
    return datetime.now(UTC)


def local_date(instant: datetime, zone: str) -> date:
    """Return the calendar date of an aware instant in an IANA time zone such as Europe/Paris."""
    return instant.astimezone(ZoneInfo(zone)).date()


def day_starts(day: date, zone: str) -> datetime:
    """Return the UTC instant at which a local calendar day begins in an IANA time zone."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
