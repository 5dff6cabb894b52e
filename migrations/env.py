"""Runs migrations in the application's own database, with its own models as the truth."""

from alembic import context
from flask import current_app

from careers import mail as _mail  # noqa: F401
from careers.extensions import Base

config = context.config


def run_migrations() -> None:
    """Run online: inside the connection that pytest-alembic hands over, or one of the app's engine."""
    handed_over = config.attributes.get("connection")
    if handed_over is not None:
        _run(handed_over)
        return
    with current_app.extensions["migrate"].db.engine.connect() as connection:
        _run(connection)


def _run(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render_item(kind, item, autogen_context):
    """Write our own column types as what the database sees, so that migrations never import the models."""
    from careers.columns import UtcDateTime

    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


run_migrations()
