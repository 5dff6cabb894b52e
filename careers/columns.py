"""Column types that recur in every domain, as annotated aliases."""

import enum
import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, String, Text, TypeDecorator
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime: refuses naive values, and gives aware ones back on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC; a naive one raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone reached the database.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back with its zone, which SQLite does not store."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def random_key() -> str:
    """Return 128 random bits as 22 characters that are safe in a URL."""
    return secrets.token_urlsafe(16)


def stored_enum(kind: type[enum.Enum]) -> Enum:
    """Return a column type that stores the value of an enumeration as plain text."""
    return Enum(
        kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members]
    )


type_map: dict[Any, Any] = {
    datetime: UtcDateTime(),
    dict[str, Any]: JSON(),
    list[str]: JSON(),
    enum.Enum: Enum(
        enum.Enum, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members]
    ),
}

primary_key = Annotated[int, mapped_column(primary_key=True)]
line = Annotated[str, mapped_column(String(300))]
short = Annotated[str, mapped_column(String(80))]
prose = Annotated[str, mapped_column(Text)]
address = Annotated[str, mapped_column(String(254))]
public_key = Annotated[str, mapped_column(String(32), unique=True, default=random_key)]
