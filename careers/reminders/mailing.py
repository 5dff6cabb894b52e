"""Writes the morning's mails, person by person; the scheduler and the command line both call it."""

from datetime import datetime
from itertools import groupby

import structlog
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers.accounts.models import User
from careers.clock import now
from careers.extensions import db
from careers.mail import Letter
from careers.reminders import service
from careers.reminders.mails import morning_letter
from careers.reminders.queries import Due

log = structlog.get_logger()


def remind_everybody(app: Flask, at: datetime | None = None) -> int:
    """Mail everybody who is to be reminded, each in a transaction of its own; return how many mails were written.

    Whoever was reminded by another scheduler meanwhile is left out: the table refuses the second reminder.
    """
    config, at, count = app.config["CAREERS"], at or now(), 0
    session = db.session()
    for person, things in service.news_for_everybody(session, at, config.time_zone, config.remind_at).items():
        try:
            service.remind(session, person, things, letter_for(app, person, things), at)
            session.commit()
            count += 1
        except IntegrityError:
            session.rollback()
            log.info("reminded already", person=person.id)
    return count


def letter_for(app: Flask, person: User, things: list[Due]) -> Letter:
    """Return the mail about these things, grouped by rule, each with the address of its page."""
    ordered = sorted(things, key=lambda one: (one.rule, str(one.when), one.title))
    groups = [
        (rule, [(one.title, one.when, address(app, one.endpoint, dict(one.values))) for one in held])
        for rule, held in groupby(ordered, key=lambda one: one.rule)
    ]
    return morning_letter(person, groups)


def address(app: Flask, endpoint: str, values: dict[str, int | str]) -> str:
    """Return the public address of a page, outside a request."""
    path = app.url_map.bind("localhost").build(endpoint, values)
    return f"{app.config['CAREERS'].public_url.rstrip('/')}{path}"
