"""Migrations and models say the same, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from careers.columns import UtcDateTime
from careers.extensions import Base, db


def _same_type(_context, _inspected, _column, inspected_type, type_) -> bool | None:  # noqa: ANN001
    return False if isinstance(type_, UtcDateTime) else None


def test_models_need_no_further_migration(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _same_type})
        assert compare_metadata(context, Base.metadata) == []
