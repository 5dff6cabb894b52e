"""What happens to clicks by itself."""

from flask import Flask

from careers.extensions import db
from careers.tracking import spool


def replay_spool(app: Flask) -> int:
    """Bring spooled clicks into the database again; return how many."""
    return spool.replay(db.engine, app.config["CAREERS"].spool)
