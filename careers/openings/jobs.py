"""What happens to openings by itself: publication and closing at local date."""

from flask import Flask
from sqlalchemy.orm.exc import StaleDataError

from careers.clock import local_date, now
from careers.extensions import db
from careers.openings import queries, service


def publish_and_close_due(app: Flask) -> int:
    """Publish what is scheduled for today or before, close what ended; return how many changed.

    Each opening is committed alone, so one that cannot be published (it was emptied meanwhile) stops nothing; it
    stays scheduled and the home page of recruiters shows it.
    """
    zone, at, changed = app.config["CAREERS"].time_zone, now(), 0
    today = local_date(at, zone)
    for due in queries.openings_due_to_publish(db.session(), today):
        opening = queries.still_due_to_publish(db.session(), due, today)
        if opening is None:
            continue
        try:
            service.publish_opening(db.session(), None, opening, at, zone)
            db.session.commit()
        except (service.OpeningIncomplete, service.ClosingDatePassed, StaleDataError):
            db.session.rollback()
            continue
        changed += 1
    for opening in queries.openings_due_to_close(db.session(), today):
        try:
            service.close_opening(db.session(), None, opening, at)
            db.session.commit()
        except (service.WrongState, StaleDataError):
            db.session.rollback()  # somebody edits it at this moment; the next run looks again
            continue
        changed += 1
    return changed
