"""What happens to applications by itself."""

from flask import Flask

from careers.applicants import intake
from careers.clock import now
from careers.extensions import db


def forget_drafts(app: Flask) -> int:
    """Forget what candidates left unfinished a day ago."""
    count = intake.forget_drafts(db.session(), app.config["CAREERS"].uploads, now())
    db.session.commit()
    return count
