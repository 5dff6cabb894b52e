"""The life of an opening: published, closed, filled, cancelled, brought back."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, requires, staff
from careers.clock import now
from careers.extensions import db
from careers.openings import service
from careers.openings.models import Opening, OpeningState
from careers.openings.views.blueprint import openings
from careers.openings.views.lists import found, zone


def _done(opening: Opening, act: Callable[[], None], message: str) -> Response:
    """Do one act, commit, say so; an act that came too late says that instead."""
    try:
        act()
        db.session.commit()
        flash(message, "success")
    except service.WrongState:
        db.session.rollback()
        flash(
            _("Somebody else changed this opening meanwhile. Look at its state, then choose again."), "error"
        )
    return redirect(url_for("openings.show", opening_id=opening.id))


@openings.post("/openings/<int:opening_id>/publish")
@requires(Permission.EDIT_OPENINGS)
def publish(opening_id: int) -> Response:
    """Publish an opening, or schedule it."""
    opening = found(opening_id)
    try:
        service.publish_opening(db.session(), staff(), opening, now(), zone())
        db.session.commit()
    except service.OpeningIncomplete as incomplete:
        missing = ", ".join(str(item.label) for item in incomplete.items)
        flash(_("Not published yet. Fill in first: %(missing)s.", missing=missing), "error")
    except service.ClosingDatePassed:
        flash(_("Not published yet: the last day for applications is over. Choose a later one."), "error")
    except service.WrongState:
        flash(_("This opening is published already."))
    else:
        is_later = opening.state is OpeningState.SCHEDULED
        flash(
            _("It will be published on its day.") if is_later else _("The opening is published."), "success"
        )
    return redirect(url_for("openings.show", opening_id=opening_id))


@openings.post("/openings/<int:opening_id>/draft")
@requires(Permission.EDIT_OPENINGS)
def back_to_draft(opening_id: int) -> Response:
    """Take an opening off the career page."""
    opening = found(opening_id)
    act = lambda: service.back_to_draft(db.session(), staff(), opening)  # noqa: E731
    return _done(opening, act, _("The opening is a draft again."))


@openings.route("/openings/<int:opening_id>/<any(close, cancel):act>", methods=["GET", "POST"])
@requires(Permission.EDIT_OPENINGS)
def end(opening_id: int, act: str) -> str | Response:
    """Close or cancel an opening after a question, because candidates see it at once."""
    opening = found(opening_id)
    if request.method == "GET":
        return render_template("openings/end.html", opening=opening, act=act)
    ends = {"close": service.close_opening, "cancel": service.cancel_opening}[act]
    message = _("The opening is closed.") if act == "close" else _("The opening is cancelled.")
    return _done(opening, lambda: ends(db.session(), staff(), opening, now()), message)


@openings.post("/openings/<int:opening_id>/fill")
@requires(Permission.EDIT_OPENINGS)
def fill(opening_id: int) -> Response:
    """Say that the job is filled."""
    opening = found(opening_id)
    act = lambda: service.fill_opening(db.session(), staff(), opening, now())  # noqa: E731
    return _done(opening, act, _("The job is marked as filled."))


@openings.post("/openings/<int:opening_id>/reopen")
@requires(Permission.EDIT_OPENINGS)
def reopen(opening_id: int) -> Response:
    """Bring an ended opening back as a draft."""
    opening = found(opening_id)
    act = lambda: service.reopen_opening(db.session(), staff(), opening)  # noqa: E731
    return _done(opening, act, _("The opening is a draft again. Give it new dates, then publish it."))
