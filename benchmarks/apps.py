"""The three servers that are compared, each a factory that granian starts."""

import os
import uuid
from collections.abc import Iterable
from typing import Any

from flask import Flask, abort, redirect, request
from sqlalchemy import select

from careers import sqlite
from careers.app import create_app
from careers.clock import now
from careers.extensions import db
from careers.tracking import verdict
from careers.tracking.models import Click, Link
from careers.tracking.service import landing_of


def bare() -> Any:
    """Return a WSGI callable that answers the redirect and stores nothing."""
    headers = [("Location", "/jobs"), ("Cache-Control", "no-store"), ("Content-Length", "0")]

    def answer(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("302 Found", headers)
        return [b""]

    return answer


def plain() -> Flask:
    """Return a Flask application whose view finds the link, stores the click and commits it, one by one."""
    app = Flask("plain")
    app.config["SQLALCHEMY_DATABASE_URI"] = create_app().config["SQLALCHEMY_DATABASE_URI"]
    db.init_app(app)
    with app.app_context():
        sqlite.prepare(db.engine)

    @app.get("/l/<code>")
    def follow(code: str) -> Any:
        link = db.session.scalars(select(Link).where(Link.code == code)).first() or abort(404)
        agent = request.headers.get("User-Agent", "")
        found = verdict.judge(agent, request.headers)
        place = landing_of(link)
        db.session.add(
            Click(
                id=uuid.uuid4().hex,
                link_id=link.id,
                at=now(),
                verdict=found.verdict,
                reason=found.reason,
                device=verdict.device_of(agent),
            )
        )
        db.session.commit()
        return redirect(place)

    return app


def ours() -> Flask:
    """Return the product."""
    os.environ.setdefault("CAREERS_RATE_LIMITS", "false")
    return create_app()
