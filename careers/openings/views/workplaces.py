"""The list of workplaces, and writing one."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, requires, staff
from careers.clock import now
from careers.extensions import db
from careers.openings import queries, service
from careers.openings.forms import WorkplaceForm
from careers.openings.models import Workplace
from careers.openings.views.blueprint import openings
from careers.web.forms import fresh

Answer = str | Response | tuple[str, int]


@openings.get("/workplaces")
@requires(Permission.SEE_OPENINGS)
def workplaces() -> str:
    """List the workplaces, archived ones last."""
    found = queries.workplaces(db.session(), archived=True)
    found.sort(key=lambda place: place.archived_at is not None)
    return render_template("openings/workplaces.html", workplaces=found)


@openings.route("/workplaces/new", methods=["GET", "POST"])
@requires(Permission.EDIT_OPENINGS)
def create_workplace() -> Answer:
    """Write a new workplace."""
    return _write(None)


@openings.route("/workplaces/<int:workplace_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_OPENINGS)
def edit_workplace(workplace_id: int) -> Answer:
    """Change a workplace."""
    return _write(db.session.get(Workplace, workplace_id) or abort(404))


def _write(workplace: Workplace | None) -> Answer:
    form = WorkplaceForm(obj=workplace)
    if form.validate_on_submit() and fresh(form, workplace.version if workplace else None):
        service.save_workplace(db.session(), staff(), workplace, form.values())
        db.session.commit()
        flash(_("The workplace is saved."), "success")
        return redirect(url_for("openings.workplaces"))
    page = render_template(
        "openings/edit_workplace.html", form=form, workplace=workplace, problems=form.problems()
    )
    return (page, 422) if form.is_submitted() else page


@openings.post("/workplaces/<int:workplace_id>/<any(archive, restore):act>")
@requires(Permission.EDIT_OPENINGS)
def archive_workplace(workplace_id: int, act: str) -> Response:
    """Take a workplace out of the choices, or bring it back."""
    workplace = db.session.get(Workplace, workplace_id) or abort(404)
    service.archive_workplace(db.session(), staff(), workplace, now() if act == "archive" else None)
    db.session.commit()
    flash(_("The workplace is saved."), "success")
    return redirect(url_for("openings.workplaces"))
