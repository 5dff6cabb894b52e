"""The career page: the list of open jobs and one page per job."""

from flask import abort, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from careers.extensions import db
from careers.openings.models import Opening, OpeningState
from careers.site.views.blueprint import site
from careers.web.paging import page_of


@site.get("/")
def home() -> Response:
    """Lead to the list of jobs."""
    return redirect(url_for("site.jobs"))


@site.get("/jobs")
def jobs() -> str:
    """List the open jobs."""
    query = select(Opening).where(Opening.state == OpeningState.PUBLISHED)
    return render_template("site/jobs.html", openings=page_of(db.session(), query))


@site.get("/jobs/<slug>")
def job(slug: str) -> str:
    """Show one open job."""
    query = select(Opening).where(Opening.slug == slug, Opening.state == OpeningState.PUBLISHED)
    opening = db.session.scalars(query).first() or abort(404)
    return render_template("site/job.html", opening=opening)


@site.get("/jobs.atom")
def feed() -> Response:
    """Answer the feed of open jobs."""
    abort(404)
