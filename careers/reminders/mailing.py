"""Writes the morning's mails, person by person; the scheduler and the command line both call it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers.accounts.models import User
from careers.clock import now
from careers.extensions import db
from careers.reminders import queries, service
from careers.reminders.finders import Due
from careers.reminders.mails import morning_letter
from careers.reminders.service import Notice
from careers.sqlite import reading

log = structlog.get_logger()


def remind_everybody(app: Flask, at: datetime | None = None) -> int:
    """Mail everybody who is to be reminded, each in a transaction of its own; return how many mails were written.

    Whoever was reminded by another scheduler meanwhile is left out: the table refuses the second reminder.
    """
    at, count, session = at or now(), 0, db.session()
    for notice in _notices(app, at):
        if _is_told(notice):
            continue
        try:
            service.remind(session, notice, at)
            session.commit()
            count += 1
        except IntegrityError:
            session.rollback()
            log.info("reminded already")
    return count


def _notices(app: Flask, at: datetime) -> list[Notice]:
    """Find what is due and write the letters as a reader, so that no lock is held meanwhile."""
    config, session = app.config["CAREERS"], db.session()
    session.rollback()
    with reading():
        found = service.news_for_everybody(session, at, config.time_zone, config.remind_at)
        notices = [_notice(app, person, things, at) for person, things in found.items()]
        session.rollback()
    return notices


def _is_told(notice: Notice) -> bool:
    """Say, without a lock, whether somebody else wrote this person's mail meanwhile; the table has the last word."""
    with reading():
        found = queries.is_told(db.session(), notice.person_id, notice.day)
        db.session.rollback()
    return found


def _notice(app: Flask, person: User, things: list[Due], at: datetime) -> Notice:
    told = tuple((one.rule, one.subject_id, one.title) for one in things)
    day = at.astimezone(ZoneInfo(person.time_zone)).date()
    return Notice(person.id, day, told, morning_letter(app, person, things))
