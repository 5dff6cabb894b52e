"""Migrations and models say the same, and migrations go up, down and up again, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select

from careers.accounts import audit
from careers.applicants import summary
from careers.applicants.models import Application, Stage, StageChange, StageKind
from careers.columns import UtcDateTime
from careers.demo.factories.applicants import (
    ApplicationFactory,
    JourneyFactory,
    JourneyTouchFactory,
    stage_of,
)
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import Base, db
from tests import databases


def _same_type(_context, _inspected, _column, _inspected_type, type_):
    return False if isinstance(type_, UtcDateTime) else None


def test_models_need_no_further_migration(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _same_type})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_go_down_and_up_again_with_data(kind: str, tmp_path: Path) -> None:
    app = databases.build(kind, tmp_path)
    with app.app_context():
        audit.record(db.session(), None, "test.happened", ApplicationFactory())
        db.session.commit()
        db.session.remove()
        downgrade(directory="migrations", revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade(directory="migrations")
        assert db.session.query(Application).count() == 0
        assert db.session.query(Stage).count() == 7
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migration_folds_the_journeys_that_are_there(kind: str, tmp_path: Path) -> None:
    app = databases.build(kind, tmp_path)
    with app.app_context():
        session = db.session()
        application = ApplicationFactory(declared_sources=["linkedin"])
        journey = JourneyFactory(application=application)
        for position in (1, 2):
            link = LinkFactory()
            JourneyTouchFactory(journey=journey, position=position, at=application.received_at, link=link)
        change = StageChange(application=application, to_stage=stage_of(StageKind.HIRED))
        session.add(change)
        summary.rebuild(session)
        before = rows_of_paths(session)
        session.commit()
        db.session.remove()
        downgrade(directory="migrations", revision="0004")
        upgrade(directory="migrations")
        assert rows_of_paths(db.session()) == before
        assert before[0][1:] == (4, "1>2", "0>0", "linkedin")
        db.session.remove()
        db.engine.dispose()


def rows_of_paths(session):
    table = summary.ApplicationPath.__table__.c
    columns = (table[name] for name in ("application_id", "reached", "path", "ages", "declared"))
    return [tuple(row) for row in session.execute(select(*columns))]
