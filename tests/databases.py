"""The two databases that every test of SQL runs on, each migrated once per worker and emptied per test."""

import os
import shutil
import sqlite3
import uuid
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_migrate import upgrade
from sqlalchemy import text

from careers.app import create_app
from careers.config import Config
from careers.extensions import Base, db
from tests import postgres

SEEDED = ("stage", "organisation")


def build(kind: str, folder: Path) -> Flask:
    """Return an application on a freshly migrated database of its own."""
    url = f"sqlite:///{folder / 'careers.sqlite3'}" if kind == "sqlite" else _fresh_postgres()
    config = Config(
        _env_file=None, instance=folder, database_url=url, default_language="en", rate_limits=False
    )
    app = create_app(config, TESTING=True, SERVER_NAME="localhost", WTF_CSRF_ENABLED=False)
    app.before_request_funcs[None].insert(0, _forget_the_last_request)
    with app.app_context():
        upgrade(directory="migrations")
        app.extensions["seed"] = {name: _rows(name) for name in SEEDED}
        db.session.remove()
        db.engine.dispose()
    if kind == "sqlite":
        _checkpoint(folder)
        shutil.copy(folder / "careers.sqlite3", folder / "template.sqlite3")
    return app


def _forget_the_last_request() -> None:
    """Empty `g`, which requests share while a test holds a context: who signed in last would stay so."""
    vars(g).clear()


def empty(app: Flask) -> None:
    """Take back everything but what the migrations put in. Call it inside an app context."""
    db.session.remove()
    app.extensions["links"].forget()
    shutil.rmtree(app.config["CAREERS"].spool, ignore_errors=True)
    if db.engine.dialect.name == "sqlite":
        _empty_sqlite(app)
    else:
        _empty_postgres(app)


def _empty_sqlite(app: Flask) -> None:
    """Copy the template over the database through SQLite itself, which waits for whoever still has it open.

    Replacing the file, done before, met a connection that a thread had not closed yet: "disk I/O error".
    """
    folder = app.config["CAREERS"].instance
    source = sqlite3.connect(folder / "template.sqlite3")
    target = sqlite3.connect(folder / "careers.sqlite3", timeout=10)
    source.backup(target)
    for connection in (source, target):
        connection.close()


def _empty_postgres(app: Flask) -> None:
    everything = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {everything} RESTART IDENTITY CASCADE"))
        for name, rows in app.extensions["seed"].items():
            connection.execute(Base.metadata.tables[name].insert(), rows)
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {len(rows)})"))


def _rows(name: str) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    return [dict(row._mapping) for row in db.session.execute(table.select().order_by(table.c.id))]


def _checkpoint(folder: Path) -> None:
    """Bring what the write-ahead log holds into the file itself, so that the file alone is a whole copy."""
    connection = sqlite3.connect(folder / "careers.sqlite3")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _fresh_postgres() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return str(postgres.fresh_database(f"careers_{worker}_{uuid.uuid4().hex[:6]}"))


def settings(app: Flask, **changes: Any) -> Config:
    """Return the application's configuration with some values changed."""
    config: Config = app.config["CAREERS"]
    return config.model_copy(update=changes)
