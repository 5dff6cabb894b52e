"""The weekly report by itself."""

from datetime import datetime

import structlog
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers import mail
from careers.clock import local_date, now
from careers.extensions import db
from careers.reports import weekly
from careers.reports.mails import weekly_letter

log = structlog.get_logger()


def send_weekly(app: Flask, at: datetime | None = None) -> int:
    """Write the mail of the last whole week to everybody who wants it, once; return how many were written.

    The mail's key is unique, so a second scheduler or a second run writes none.
    """
    config, at, count = app.config["CAREERS"], at or now(), 0
    period = weekly.week_before(local_date(at, config.time_zone), config.time_zone)
    session = db.session()
    waiting = [
        one
        for one in weekly.readers(session, at, config.remind_at)
        if not mail.is_known(session, weekly.key_of(one, period))
    ]
    if not waiting:
        return 0
    found = weekly.week(session, period)
    query = f"from={period.first}&to={period.last}"
    address = f"{config.public_url.rstrip('/')}/staff/reports/?{query}"
    for person in waiting:
        try:
            letter = weekly_letter(person, found, address)
            mail.queue(session, letter, key=weekly.key_of(person, period))
            session.commit()
            count += 1
        except IntegrityError:
            session.rollback()
            log.info("weekly report written already")
    return count
