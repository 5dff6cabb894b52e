"""Counts views of public pages: no cookie, no IP address, only what the request itself says."""

from flask import request

from careers.clock import now
from careers.extensions import db
from careers.openings.models import Opening
from careers.sqlite import begin_reading, begin_writing
from careers.tracking import service as tracking
from careers.tracking.models import Link, Page


def count_visit(page: Page, opening: Opening, link: Link | None, visitor: str | None = None) -> None:
    """Store one view in a transaction of its own, so that readers do not hold the writer's lock."""
    if request.method != "GET":
        return
    opening_id, link_id = opening.id, link.id if link else None
    db.session.rollback()
    begin_writing()
    agent = request.headers.get("User-Agent", "")
    tracking.count_view(
        db.session(),
        page,
        opening_id,
        link_id,
        agent=agent,
        headers=dict(request.headers),
        at=now(),
        visitor=visitor,
    )
    db.session.commit()
    begin_reading()
