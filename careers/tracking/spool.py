"""Clicks that the database refused: synced to files, replayed by click id, lost never.

One file holds the clicks of one failed commit. It is written under another name, synced, then renamed, so a file that
can be seen is whole. Replaying inserts what is not there yet, so a file may be replayed any number of times.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from careers.tracking.models import Click, Device, Verdict

Row = dict[str, Any]
SUFFIX = ".clicks"


def insert_missing(connection: Connection, rows: list[Row]) -> None:
    """Insert clicks, leaving out those whose id is there already."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(Click.__table__).on_conflict_do_nothing(), rows)


def keep(folder: Path, rows: Iterable[Row]) -> Path:
    """Write clicks to a synced file and return it; when this returns they survive a crash."""
    rows = list(rows)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{rows[0]['id']}{SUFFIX}"
    partial = place.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(_plain(row)) + "\n" for row in rows)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(place)
    _sync_folder(folder)
    return place


def replay(engine: Engine, folder: Path) -> int:
    """Bring every kept file into the database and return how many clicks they held.

    A click that the database can never take (its link is gone) moves to `rejected`, so it stops no other.
    """
    count = 0
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            rows = [_read(line) for line in file.read_text(encoding="utf-8").splitlines()]
        except FileNotFoundError:
            continue  # another replay was faster; ids keep its clicks from counting twice
        try:
            with engine.begin() as connection:
                insert_missing(connection, rows)
        except IntegrityError:
            _one_by_one(engine, folder, rows)
        file.unlink(missing_ok=True)
        count += len(rows)
    return count


def _one_by_one(engine: Engine, folder: Path, rows: list[Row]) -> None:
    for row in rows:
        try:
            with engine.begin() as connection:
                insert_missing(connection, [row])
        except IntegrityError:
            keep(folder / "rejected", [row])


def _plain(row: Row) -> Row:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _read(line: str) -> Row:
    row = json.loads(line)
    kinds = {
        "at": datetime.fromisoformat(row["at"]),
        "verdict": Verdict(row["verdict"]),
        "device": Device(row["device"]),
    }
    return {**row, **kinds}


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
