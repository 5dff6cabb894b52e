"""The timetable: what happens by itself, and how often. Runs in its own process, once per installation.

Jobs are plain functions that look in our own tables for what is due, so a missed or repeated run does no
harm.
"""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from careers import mail
from careers.applicants import jobs as applicants
from careers.clock import now
from careers.extensions import db
from careers.openings import jobs as openings

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
    Entry("publish and close openings", 60, openings.publish_and_close_due),
    Entry("unfinished applications", 3600, applicants.forget_drafts),
)


def run_entry(app: Flask, entry: Entry) -> None:
    """Run one job in a session of its own; a failure is logged and the next run tries again."""
    with app.app_context():
        try:
            entry.job(app)
        except Exception:
            db.session.rollback()
            log.exception("job failed", job=entry.name)
        finally:
            db.session.remove()


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
