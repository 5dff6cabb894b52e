"""The career page: the list of open jobs, one page per job, and where dead links lead."""

from datetime import date
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from careers.clock import local_date, now
from careers.extensions import db
from careers.openings import queries as openings
from careers.openings.models import Category, Contract, Opening, OpeningState
from careers.site.posting import job_posting
from careers.site.views.blueprint import site
from careers.site.views.consent import visitor
from careers.site.visits import count_visit
from careers.tracking import queries as tracking
from careers.tracking.models import Page
from careers.web.paging import page_of


def today() -> date:
    """Return the local day on which jobs are open or over."""
    return local_date(now(), current_app.config["CAREERS"].time_zone)


@site.get("/")
def home() -> Response:
    """Lead to the list of jobs."""
    return redirect(url_for("site.jobs"))


def _member(kind: type[Contract] | type[Category], value: str) -> Contract | Category | None:
    return kind(value) if value in {*kind} else None


@site.get("/jobs")
def jobs() -> str:
    """List the open jobs by what the address asks."""
    args = request.args
    wanted: dict[str, Any] = {
        "q": args.get("q", "").strip(),
        "contract": _member(Contract, args.get("contract", "")),
        "category": _member(Category, args.get("category", "")),
        "city": args.get("city", "").strip(),
    }
    sort = args.get("sort", "-published")
    page = page_of(db.session(), openings.public_openings(today(), **wanted, sort=sort))
    contracts, categories, cities = openings.public_facets(db.session(), today())
    facets = {"contracts": contracts, "categories": categories, "cities": cities}
    return render_template(
        "site/jobs.html", page=page, wanted=wanted, sort=sort, via=args.get("via", ""), **facets
    )


@site.get("/jobs/<slug>")
def job(slug: str) -> str | tuple[str, int]:
    """Show one open job, and count the visit with the link that led here."""
    opening = live_or_similar(slug)
    if not isinstance(opening, Opening):
        return opening
    link = tracking.link_by_code(db.session(), request.args.get("via", ""))
    via = link.code if link else None
    count_visit(Page.JOB, opening, link, visitor())
    return render_template("site/job.html", opening=opening, via=via, posting=job_posting(opening))


def live_or_similar(slug: str) -> Opening | tuple[str, int]:
    """Return the open job of an address, or the page of similar jobs when it is over; else 404.

    A draft or scheduled job answers like a missing one.
    """
    opening = openings.opening_by_slug(db.session(), slug)
    if opening is None or opening.state in {OpeningState.DRAFT, OpeningState.SCHEDULED}:
        abort(404)
    if opening.is_open(today()):
        return opening
    similar = openings.similar_openings(db.session(), opening, today())
    return render_template("site/over.html", opening=opening, similar=similar), 410


@site.get("/l/<code>")
def dead_link(code: str) -> tuple[str, int]:
    """Answer links that lead nowhere: disabled ones are gone, unknown ones show the open jobs."""
    link = tracking.link_by_code(db.session(), code)
    status = 410 if link is not None and not link.is_live else 404
    page = page_of(db.session(), openings.public_openings(today()), 1, 10)
    return render_template("site/dead_link.html", page=page, status=status), status


def with_type(body: str, media_type: str) -> FlaskResponse:
    """Return an answer of a media type that caches may keep for five minutes."""
    answer = make_response(body)
    answer.mimetype = media_type
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer
