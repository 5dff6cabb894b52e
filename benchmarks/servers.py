"""Starts a granian server with one of the applications on a database with one link, and finds its clicks."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from careers.app import MIGRATIONS, create_app
from careers.config import Config
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import db
from careers.tracking.models import Click
from tests import postgres

CODE = "bench22"
THREADS = 32


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(kind: str, folder: Path) -> tuple[Flask, dict[str, str]]:
    """Make a migrated database with one link; return an application on it and the environment that names it."""
    url = f"sqlite:///{folder / 'careers.sqlite3'}"
    if kind == "postgresql":
        url = postgres.fresh_database(f"bench_{folder.name.lower().replace('-', '_')}", durable=True)
    app = create_app(Config(_env_file=None, instance=folder, database_url=url))
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        LinkFactory(code=CODE)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return app, {"CAREERS_INSTANCE": str(folder), "CAREERS_DATABASE_URL": url}


@contextmanager
def serving(factory: str, environment: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a factory of `benchmarks.apps` with one worker; yield its port and process."""
    port = free_port()
    words = (
        f"--interface wsgi --factory --host 127.0.0.1 --port {port} --workers 1 --blocking-threads {THREADS}"
    )
    command = [
        sys.executable,
        "-m",
        "granian",
        *words.split(),
        "--no-ws",
        "--log-level",
        "error",
        f"benchmarks.apps:{factory}",
    ]
    process = subprocess.Popen(command, env=os.environ | environment, start_new_session=True)
    try:
        _wait(port, process)
        yield port, process
    finally:
        kill(process, 15)
        process.wait(timeout=20)


def kill(process: subprocess.Popen[bytes], signal: int) -> None:
    """Send a signal to the server and its worker."""
    if process.poll() is None:
        os.killpg(process.pid, signal)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as link:
                link.sendall(b"HEAD /l/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if link.recv(100):
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def stored_marks(app: Flask) -> set[str]:
    """Return the marks of the clicks that the database holds."""
    with app.app_context():
        found = {site.removesuffix(".example") for site in db.session.scalars(select(Click.referrer))}
        db.session.remove()
        db.engine.dispose()
        return found
