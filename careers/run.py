"""`careers run`: database, web server and scheduler together, and `careers scheduler` alone."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from careers import scheduler
from careers.app import MIGRATIONS
from careers.clock import now
from careers.config import Config
from careers.demo import build
from careers.extensions import db


@click.command("run")
@click.option("--first-run-demo", is_flag=True, help="Fill an empty database with demo data.")
@click.option("--without-scheduler", is_flag=True, help="Start the web server only.")
@with_appcontext
def run(first_run_demo: bool, without_scheduler: bool) -> None:
    """Bring the database up to date, then start web server and scheduler; Ctrl+C ends both."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    config: Config = app.config["CAREERS"]
    _refuse_taken_port(config)
    prepare(app, with_demo=first_run_demo)
    _greet(config)
    helper = None if without_scheduler else _start_scheduler()
    try:
        serve(config)
    finally:
        if helper is not None:
            helper.terminate()
            with suppress(subprocess.TimeoutExpired):
                helper.wait(timeout=10)


def _refuse_taken_port(config: Config) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError:
            text = (
                f"Port {config.port} is in use. Choose another one: CAREERS_PORT={config.port + 1} make run"
            )
            raise click.ClickException(text) from None


def _start_scheduler() -> subprocess.Popen[bytes]:
    """Start the timetable in a process of its own, which ends when this one does."""
    words = [sys.executable, "-m", "careers.cli", "scheduler", "--while-parent", str(os.getpid())]
    return subprocess.Popen(words)  # noqa: S603  our own words


def prepare(app: Flask, with_demo: bool) -> None:
    """Migrate the database of an application, and fill it with the demo if it is empty and that is wanted."""
    upgrade(directory=str(MIGRATIONS))
    if with_demo and build.is_empty(db.session()):
        click.echo("First run: building the demo data ...")
        build.build(db.session(), now(), app.config["CAREERS"].uploads)
        db.session.commit()
    db.session.remove()
    db.engine.dispose()


def _greet(config: Config) -> None:
    click.echo(f"\nCareers runs at {config.public_url}  (staff: {config.public_url.rstrip('/')}/staff/)")
    if build.is_there(db.session()):
        click.echo("Sign in with one of these; the password is the same for all:")
        for account in build.accounts():
            click.echo(f"  {account.email:<32} {account.role}")
        click.echo(f"  password: {build.accounts()[0].password}")
    elif build.is_empty(db.session()):
        click.echo("Nobody can sign in yet: careers staff create --email ... --name ...")
    click.echo("Ctrl+C stops it.\n")
    db.session.remove()


def serve(config: Config) -> None:
    """Serve until a signal ends it."""
    Granian(
        "careers.app:create_app",
        factory=True,
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=config.threads,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


@click.command("scheduler")
@click.option("--while-parent", type=int, help="End when this process is no longer the parent.")
@with_appcontext
def timetable(while_parent: int | None) -> None:
    """Run the timetable: publication, mails, clean-up. Only one scheduler works; others wait for it to end."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.remove()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (
        suppress(KeyboardInterrupt, SystemExit),
        scheduler.lease(app, lambda: _is_orphan(while_parent)) as is_mine,
    ):
        if is_mine:
            scheduler.run(app, lambda: _is_orphan(while_parent))


def _is_orphan(parent: int | None) -> bool:
    return parent is not None and os.getppid() != parent
