"""The list of openings, one opening, and what needs doing today."""

from datetime import timedelta
from typing import cast

from flask import abort, current_app, render_template, request
from flask_security import current_user

from careers.accounts.permissions import Permission, allows, requires, staff
from careers.clock import local_date, now
from careers.extensions import db
from careers.openings import queries
from careers.openings.checklist import checklist, missing_to_publish
from careers.openings.models import Opening, OpeningState
from careers.openings.service import MAY
from careers.openings.views.blueprint import openings
from careers.web.paging import asked_id, page_of

MOST = 10  # lines of a list on the home page; what is over is said


def found(opening_id: int) -> Opening:
    """Return the opening of an address, or answer 404."""
    return queries.opening_by_id(db.session(), opening_id) or cast(Opening, abort(404))


def zone() -> str:
    """Return the time zone in which openings are published and closed."""
    return str(current_app.config["CAREERS"].time_zone)


@openings.get("/openings")
@requires(Permission.SEE_OPENINGS)
def index() -> str:
    """List openings by what the address asks."""
    args = request.args
    state = args.get("state", "")
    wanted = queries.Wanted(
        q=args.get("q", "").strip(),
        state=OpeningState(state) if state in {*OpeningState} else None,
        workplace_id=asked_id("workplace"),
        manager_id=asked_id("manager"),
        sort=args.get("sort", "-changed"),
    )
    return render_template(
        "openings/index.html",
        page=page_of(db.session(), queries.staff_openings(wanted)),
        wanted=wanted,
        counts=queries.counts_by_state(db.session()),
        workplaces=queries.workplaces(db.session(), archived=True),
    )


@openings.get("/openings/<int:opening_id>")
@requires(Permission.SEE_OPENINGS)
def show(opening_id: int) -> str:
    """Show one opening with its checklist and what can be done with it."""
    opening = found(opening_id)
    items = checklist(opening, local_date(now(), zone()), zone())
    acts = {act for act, states in MAY.items() if opening.state in states}
    return render_template("openings/show.html", opening=opening, items=items, acts=acts)


def todays_work() -> str:
    """Return the part of the home page about openings."""
    if not (current_user.is_authenticated and allows(staff(), Permission.EDIT_OPENINGS)):
        return ""
    today = local_date(now(), zone())
    closing = queries.openings_closing_before(db.session(), today + timedelta(days=8))
    drafts = [(one, len(missing_to_publish(one))) for one in queries.drafts(db.session())]
    if not closing and not drafts:
        return ""
    return render_template("openings/_today.html", closing=closing, drafts=drafts, most=MOST)
