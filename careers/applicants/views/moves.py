"""Moving an application to another stage, and taking the move back."""

from urllib.parse import urlsplit

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, allows, requires, staff
from careers.applicants import queries, service
from careers.applicants.labels import stage_text
from careers.applicants.models import Stage, StageChange
from careers.applicants.views.application import visible
from careers.applicants.views.blueprint import applicants
from careers.clock import now
from careers.extensions import db
from careers.web.paging import id_of


def _back(key: str) -> Response:
    """Go back to the page that the button was on, if it is one of ours; else to the application."""
    asked = request.form.get("back", "")
    parts = urlsplit(asked)
    is_ours = asked.startswith("/staff/applications") and not parts.netloc and "\\" not in asked
    return redirect(asked if is_ours else url_for("applicants.show", key=key))


@applicants.post("/applications/<key>/move")
@requires(Permission.MOVE_APPLICATIONS)
def move(key: str) -> Response:
    """Move an application to the stage that the form names."""
    application = visible(key)
    stage = db.session.get(Stage, id_of(request.form.get("stage", "")) or 0) or abort(404)
    try:
        service.move_application(db.session(), staff(), application, stage, now())
        db.session.commit()
    except service.SameStage:
        flash(_("%(name)s is in this stage already.", name=application.candidate))
    except service.StageClosed:
        flash(_("This stage is no longer in use. Choose another one."), "error")
    except service.ApplicationWithdrawn:
        flash(_("The candidate withdrew this application, so it cannot be moved."), "error")
    return _back(key)


@applicants.post("/applications/<key>/undo")
@requires(Permission.MOVE_APPLICATIONS)
def undo(key: str) -> Response:
    """Take back one's own last move."""
    application = visible(key)
    change = queries.last_change(db.session(), application) or abort(404)
    try:
        service.undo_move(db.session(), staff(), change, now())
        db.session.commit()
        text = _(
            "%(name)s is back in “%(stage)s”.",
            name=application.candidate,
            stage=stage_text(application.stage),
        )
        flash(text, "success")
    except service.UndoOver:
        flash(_("The ten seconds are over. Choose the former stage in the menu instead."), "error")
    return _back(key)


def undoable() -> StageChange | None:
    """Return the signed-in person's move that can still be taken back, for the page to offer it."""
    if not (current_user.is_authenticated and allows(staff(), Permission.MOVE_APPLICATIONS)):
        return None
    return queries.last_move_by(db.session(), staff(), now() - service.UNDO_FOR)
