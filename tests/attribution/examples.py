"""Small journeys written as text, and the shortest way to the amounts of a model."""

from datetime import UTC, datetime, timedelta

from careers.attribution.credit import Credit, Model, credit
from careers.attribution.journeys import CountedPath, Journey, Touch
from careers.attribution.paths import Paths, paths_of_counts

CONVERTED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def journey(path: str, converted: bool = True, **fields: object) -> Journey:
    """Build a journey such as `A>B`, one touch an hour, the last an hour before the conversion."""
    keys = path.split(">") if path else []
    touches = [Touch(key, CONVERTED - timedelta(hours=len(keys) - i)) for i, key in enumerate(keys)]
    return Journey(tuple(touches), CONVERTED if converted else None, **fields)


def counted(*rows: tuple[str, float, float]) -> Paths:
    """Build counted paths from (path, conversions, nulls)."""
    return paths_of_counts(CountedPath(tuple(p.split(">")) if p else (), c, n) for p, c, n in rows)


def by_name(credited: Credit) -> dict[str, float]:
    """Return the amounts by the text of their row, without UNKNOWN where it is zero."""
    return {str(row): amount for row, amount in credited.amounts.items() if str(row) != "unknown" or amount}


def amounts(paths: Paths, model: Model) -> dict[str, float]:
    """Return the credit in conversions by the text of each row."""
    return by_name(credit(paths, model))
