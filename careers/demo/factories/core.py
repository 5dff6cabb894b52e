"""What every factory inherits."""

from typing import Any, ClassVar

from factory.alchemy import SQLAlchemyModelFactory

from careers.extensions import db


class Factory(SQLAlchemyModelFactory):
    """Builds in the application's session and flushes; the caller commits."""

    class Meta:
        """Shared options."""

        abstract = True
        sqlalchemy_session_factory: ClassVar[Any] = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"
