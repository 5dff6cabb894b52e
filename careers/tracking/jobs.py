"""What happens to clicks by itself."""

from flask import Flask

from careers.clock import local_date, now
from careers.extensions import db
from careers.tracking import consent, daily, spool


def replay_spool(app: Flask) -> int:
    """Bring spooled clicks into the database again; return how many."""
    count = spool.replay(db.engine, app.config["CAREERS"].spool)
    if count:
        # They may be of days that are counted already.
        daily.unseal(db.session())
        db.session.commit()
    return count


def forget_old_visitors(app: Flask) -> int:
    """Forget browsers that agreed to be recognised more than thirteen months ago; return how many ties were cut."""
    count = consent.forget_old_visitors(db.session(), now())
    db.session.commit()
    return count


def seal_days(app: Flask) -> int:
    """Count the clicks and views of days that are over; return how many days."""
    zone = app.config["CAREERS"].time_zone
    count = daily.seal(db.session(), local_date(now(), zone), zone)
    db.session.commit()
    return count
