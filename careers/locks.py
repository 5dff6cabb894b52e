"""Doing something one at a time: what a unique name or address needs when two people save at once."""

import zlib

from sqlalchemy import text
from sqlalchemy.orm import Session


def one_at_a_time(session: Session, what: str) -> None:
    """Wait until no other transaction does the same, and hold that until this one ends.

    SQLite has one writer at any time, so there is nothing to wait for. PostgreSQL reads what was committed meanwhile
    in the next statement (READ COMMITTED), so a name that was looked up after this call is still free when it is saved.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": zlib.crc32(what.encode())})
