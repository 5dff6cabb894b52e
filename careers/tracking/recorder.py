"""Stores clicks before they are answered, many in one commit.

Each request hands in its click and waits. One thread takes whatever has gathered while it wrote the batch before, and
commits it at once: under load a commit, which is what costs, serves many clicks; alone a click waits for no one.
"""

import threading
from collections.abc import Callable
from pathlib import Path

import structlog
from sqlalchemy import Engine

from careers.tracking import spool
from careers.tracking.spool import Row

log = structlog.get_logger()
PATIENCE = 4.0


class _Batch:
    """Clicks that are committed together, and the sign that they are safe."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.safe = threading.Event()


class Recorder:
    """Stores clicks of one process through its engine; `folder` takes them when the database refuses."""

    def __init__(self, engine: Callable[[], Engine], folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._lock, self._filled = threading.Lock(), threading.Semaphore(0)
        self._open = _Batch()
        self._writer: threading.Thread | None = None
        self._is_stuck = False

    def record(self, row: Row) -> None:
        """Return when the click is stored, in the database or synced to the spool; never raise, never wait for long."""
        if self._is_stuck:
            self._spool([row])
            return
        with self._lock:
            batch = self._open
            batch.rows.append(row)
            if len(batch.rows) == 1:
                self._filled.release()
            if self._writer is None:
                self._begin()
        if not batch.safe.wait(PATIENCE):
            # The database hangs. The click may reach it later as well; its id keeps it from counting twice.
            self._is_stuck = True
            self._spool([row])

    def _begin(self) -> None:
        """Start the thread at the first click, so that a process that was forked has its own."""
        self._writer = threading.Thread(target=self._write_on, name="clicks", daemon=True)
        self._writer.start()

    def _write_on(self) -> None:
        while True:
            self._filled.acquire()
            with self._lock:
                batch, self._open = self._open, _Batch()
            try:
                self._store(batch.rows)
            finally:
                self._is_stuck = False
                batch.safe.set()

    def _store(self, rows: list[Row]) -> None:
        try:
            with self._engine().begin() as connection:
                spool.insert_missing(connection, rows)
        except Exception as error:  # whatever it is, the clicks must be safe and the thread must live
            log.warning("clicks spooled", count=len(rows), problem=type(error).__name__)
            self._spool(rows)

    def _spool(self, rows: list[Row]) -> None:
        """Keep clicks in a file. If the disk refuses too, they are lost, and the log says so; people are sent on."""
        try:
            spool.keep(self._folder, rows)
        except OSError as error:
            log.error("clicks lost", count=len(rows), problem=type(error).__name__)
