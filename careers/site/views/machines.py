"""What machines read: the Atom feed, the sitemap, robots.txt, the preview image."""

from flask import Response, abort, render_template
from flask_babel import get_locale

from careers.accounts import queries as employer
from careers.extensions import db
from careers.openings import queries as openings
from careers.site.feeds import atom
from careers.site.picture import preview_picture
from careers.site.posting import public_address
from careers.site.views.blueprint import site
from careers.site.views.jobs import today, with_type


@site.get("/jobs.atom")
def feed() -> Response:
    """Answer the open jobs as an Atom feed."""
    found = list(db.session.scalars(openings.public_openings(today()).limit(200)).unique())
    title = employer.organisation(db.session()).name
    return with_type(atom(title, found, get_locale().language), "application/atom+xml")


@site.get("/sitemap.xml")
def sitemap() -> Response:
    """Answer the addresses of the open jobs only, each with the day of its last change."""
    found = db.session.scalars(openings.public_openings(today())).unique()
    rows = [(public_address("site.job", slug=one.slug), one.updated_at) for one in found]
    body = render_template("site/sitemap.xml", rows=rows, jobs=public_address("site.jobs"))
    return with_type(body, "application/xml")


@site.get("/robots.txt")
def robots() -> Response:
    """Keep robots out of everything but the public pages."""
    lines = ["User-agent: *", "Disallow: /staff", "Disallow: /applications", "Disallow: /l/"]
    return with_type("\n".join([*lines, f"Sitemap: {public_address('site.sitemap')}", ""]), "text/plain")


@site.get("/jobs/<slug>/preview.png")
def preview(slug: str) -> Response:
    """Answer the picture that networks show beside a link to a job."""
    opening = openings.opening_by_slug(db.session(), slug)
    if opening is None or not opening.is_open(today()):
        abort(404)
    place = opening.workplace.city if opening.workplace else ""
    picture = preview_picture(opening.title, place, employer.organisation(db.session()).name)
    answer = Response(picture, mimetype="image/png")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
