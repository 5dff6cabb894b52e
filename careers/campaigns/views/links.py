"""The page of a tracked link: its clicks over time, its QR code, on and off."""

import io
from datetime import timedelta
from typing import cast

import segno
from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from careers.accounts.permissions import Permission, requires, staff
from careers.campaigns import queries
from careers.campaigns.views.blueprint import campaigns
from careers.campaigns.views.lists import today
from careers.clock import local_date, now
from careers.extensions import db
from careers.tracking import queries as tracking
from careers.tracking import service
from careers.tracking.models import Link
from careers.web.pictures import bars

MOST_DAYS = 90


def _found(code: str) -> Link:
    return tracking.link_by_code(db.session(), code) or cast(Link, abort(404))


def _address(link: Link) -> str:
    return service.address_of(link, current_app.config["CAREERS"].public_url)


@campaigns.get("/links/<code>")
@requires(Permission.SEE_CAMPAIGNS)
def show_link(code: str) -> str:
    """Show a link, whose it is, and its clicks day by day."""
    link, session, zone = _found(code), db.session(), current_app.config["CAREERS"].time_zone
    first = max(local_date(link.created_at, zone), today() - timedelta(days=MOST_DAYS))
    days = tracking.clicks_per_day(session, [link.id], first, today(), zone)
    totals = tracking.click_counts(session, [link.id]).get(link.id, tracking.Clicks())
    return render_template(
        "campaigns/show_link.html",
        link=link,
        post=queries.post_of_link(session, link),
        address=_address(link),
        landing=service.landing_of(link),
        days=days,
        picture=bars([(day.day, day.human) for day in days]),
        totals=totals,
    )


@campaigns.get("/links/<code>/qr.<any(svg, png):kind>")
@requires(Permission.SEE_CAMPAIGNS)
def qr(code: str, kind: str) -> Response:
    """Answer the link's QR code as a file for a poster; error correction Q stands some dirt."""
    link, out = _found(code), io.BytesIO()
    picture = segno.make(_address(link), error="q", micro=False)
    picture.save(out, kind=kind, scale=10 if kind == "svg" else 20, border=4)
    answer = Response(out.getvalue(), mimetype="image/svg+xml" if kind == "svg" else "image/png")
    answer.headers.set("Content-Disposition", "attachment", filename=f"qr-{link.code}.{kind}")
    return answer


@campaigns.post("/links/<code>/<any(disable, enable):act>")
@requires(Permission.EDIT_CAMPAIGNS)
def switch_link(code: str, act: str) -> Answer:
    """Switch a link off or on again."""
    link = _found(code)
    change = service.disable_link if act == "disable" else service.enable_link
    change(db.session(), staff(), link, now())
    db.session.commit()
    flash(_("The link is off.") if act == "disable" else _("The link is on again."), "success")
    return redirect(url_for("campaigns.show_link", code=link.code))
