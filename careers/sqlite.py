"""How SQLite is used: WAL, full synchronisation, foreign keys, a patient lock, IMMEDIATE writes.

A transaction that begins by reading and then writes cannot wait for another writer: SQLite refuses it at
once. So whoever may write begins with `BEGIN IMMEDIATE`; requests that only read say so with `reading()`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

from careers.folding import fold

_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


def begin_reading() -> None:
    """Let the transactions of this context begin as readers; they never wait for a writer."""
    _reads_only.set(True)


def begin_writing() -> None:
    """Let the transactions of this context begin as writers again."""
    _reads_only.set(False)


@contextmanager
def reading() -> Iterator[None]:
    """Within the block, transactions begin as readers."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


def prepare(engine: Engine) -> None:
    """Set up every connection of a SQLite engine; does nothing on another database."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _on_connect):
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.create_function("folded", 1, fold, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _reads_only.get() else "BEGIN IMMEDIATE")
