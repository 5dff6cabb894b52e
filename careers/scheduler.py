"""The timetable: what happens by itself, and how often. Runs in its own process, once per installation.

Jobs are plain functions that look in our own tables for what is due, so a missed or repeated run does no
harm.
"""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from careers import heartbeat, mail
from careers.applicants import jobs as applicants
from careers.clock import now
from careers.extensions import db
from careers.openings import jobs as openings
from careers.reminders import jobs as reminders
from careers.reports import jobs as reports
from careers.tracking import jobs as clicks

log = structlog.get_logger()


@dataclass(frozen=True)
class Entry:
    """One line of the timetable."""

    name: str
    every_seconds: int
    job: Callable[[Flask], object]


def deliver_mail(app: Flask) -> int:
    """Send the mails that are due."""
    return mail.deliver_due(db.session(), app.config["CAREERS"], now())


TIMETABLE: tuple[Entry, ...] = (
    Entry("mail", 5, deliver_mail),
    Entry("spooled clicks", 10, clicks.replay_spool),
    Entry("reminders", 60, reminders.remind_everybody),
    Entry("weekly report", 300, reports.send_weekly),
    Entry("publish and close openings", 60, openings.publish_and_close_due),
    Entry("clicks and views of past days", 3600, clicks.seal_days),
    Entry("visitors of thirteen months ago", 3600, clicks.forget_old_visitors),
    Entry("unfinished applications", 3600, applicants.forget_drafts),
)


def run_entry(app: Flask, entry: Entry) -> None:
    """Run one job in a session of its own; a failure is logged and the next run tries again."""
    with app.app_context():
        try:
            entry.job(app)
            heartbeat.beat(db.session(), entry.name, now())
            db.session.commit()
        except Exception as error:
            db.session.rollback()
            log.exception("job failed", job=entry.name)
            _note_failure(entry.name, type(error).__name__)
        finally:
            db.session.remove()


def _note_failure(job: str, problem: str) -> None:
    """Write the failure where the administrator sees it; a database that refuses even that is logged already."""
    with suppress(SQLAlchemyError):
        heartbeat.beat(db.session(), job, now(), problem)
        db.session.commit()


def build(app: Flask) -> BlockingScheduler:
    """Return the scheduler with its whole timetable, ready to start."""
    scheduler = BlockingScheduler(timezone="UTC")
    for entry in TIMETABLE:
        scheduler.add_job(
            run_entry,
            "interval",
            args=(app, entry),
            seconds=entry.every_seconds,
            id=entry.name,
            next_run_time=now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=3600,
        )
    return scheduler


LEASE = 7_412_019  # the number of our advisory lock on PostgreSQL
Ends = Callable[[], bool]


def run(app: Flask, ends: Ends) -> None:
    """Work through the timetable until `ends()` says so or a signal comes."""
    scheduler = build(app)

    def look() -> None:
        if ends():
            scheduler.shutdown(wait=False)

    scheduler.add_job(look, "interval", seconds=2, id="parent", max_instances=1, coalesce=True)
    scheduler.start()


@contextmanager
def lease(app: Flask, ends: Ends) -> Iterator[bool]:
    """Hold the right to be the one scheduler of this installation; wait for it, and yield False if `ends()` first.

    On SQLite it is a lock on a file beside the database. On PostgreSQL it is an advisory lock on a connection of its
    own, because a pooled one would keep the lock after it was given back. Both end with the process that holds them.
    """
    with app.app_context():
        holder = _file_lease(app) if db.engine.dialect.name == "sqlite" else _advisory_lease()
    with holder as try_once:
        while not (is_mine := try_once()) and not ends():
            time.sleep(1)
        yield is_mine


@contextmanager
def _file_lease(app: Flask) -> Iterator[Callable[[], bool]]:
    with (app.config["CAREERS"].instance / "scheduler.lock").open("w") as file:

        def try_once() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield try_once


@contextmanager
def _advisory_lease() -> Iterator[Callable[[], bool]]:
    connection = db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()
    try:
        yield lambda: bool(connection.scalar(text(f"SELECT pg_try_advisory_lock({LEASE})")))
    finally:
        connection.close()
