"""Writing an opening: new, changed, previewed, duplicated."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts import queries as accounts
from careers.accounts.permissions import Permission, requires, staff
from careers.clock import local_date, now
from careers.extensions import db
from careers.openings import queries, service
from careers.openings.forms import OpeningForm, id_choices
from careers.openings.models import Opening
from careers.openings.views.blueprint import openings
from careers.openings.views.lists import found, zone
from careers.web.forms import add_error, fresh

Answer = str | Response | tuple[str, int]


def _form(opening: Opening | None = None) -> OpeningForm:
    session = db.session()
    form = OpeningForm(obj=opening) if opening else OpeningForm(data=_beginning())
    places = queries.workplaces(session)
    if opening and opening.workplace and opening.workplace not in places:
        places.append(opening.workplace)
    form.workplace_id.choices = id_choices(places)
    form.hiring_manager_id.choices = id_choices(
        accounts.staff_for_choice(session, opening.hiring_manager if opening else None)
    )
    return form


def _beginning() -> dict[str, object]:
    """Return what a new opening begins with."""
    today = local_date(now(), zone())
    employer = accounts.organisation(db.session()).name
    reference = service.free_reference(db.session(), today.year)
    return {
        "reference": reference,
        "positions": 1,
        "documents_asked": ["cv"],
        "recruiting_authority": employer,
        "application_authority": employer,
        **service.default_dates(today),
    }


def _page(form: OpeningForm, opening: Opening | None) -> Answer:
    is_sent, wants_preview = form.is_submitted(), "preview" in request.form
    page = render_template(
        "openings/edit.html", form=form, opening=opening, problems=form.problems(), preview=wants_preview
    )
    return (page, 422) if is_sent and form.errors else page


@openings.route("/openings/new", methods=["GET", "POST"])
@requires(Permission.EDIT_OPENINGS)
def create() -> Answer:
    """Write a new opening, which begins as a draft."""
    form = _form()
    if "preview" not in request.form and form.validate_on_submit():
        try:
            opening = service.create_opening(db.session(), staff(), form.values(), now())
            db.session.commit()
            flash(_("The draft is saved. The checklist says what is missing."), "success")
            return redirect(url_for("openings.show", opening_id=opening.id))
        except service.ReferenceTaken:
            add_error(form.reference, _("Another opening has this reference. Type another one."))
    return _page(form, None)


@openings.route("/openings/<int:opening_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_OPENINGS)
def edit(opening_id: int) -> Answer:
    """Change an opening; a change by somebody else meanwhile is told, and nothing typed is lost."""
    opening = found(opening_id)
    form = _form(opening)
    if "preview" not in request.form and form.validate_on_submit() and fresh(form, opening.version):
        try:
            service.edit_opening(db.session(), staff(), opening, form.values(), local_date(now(), zone()))
            db.session.commit()
            flash(_("The opening is saved."), "success")
            return redirect(url_for("openings.show", opening_id=opening.id))
        except (service.ReferenceTaken, service.OpeningIncomplete, service.ClosingDatePassed) as refusal:
            _explain(form, refusal)
    return _page(form, opening)


def _explain(form: OpeningForm, refusal: Exception) -> None:
    """Put what a service refused beside the field that it is about."""
    if isinstance(refusal, service.OpeningIncomplete):
        for item in refusal.items:
            add_error(form[item.field], _("The opening is public: it cannot go without this."))
    elif isinstance(refusal, service.ClosingDatePassed):
        add_error(
            form.closes_on, _("The opening is public: choose today or a later day, or close it instead.")
        )
    else:
        add_error(form.reference, _("Another opening has this reference. Type another one."))


@openings.post("/openings/<int:opening_id>/duplicate")
@requires(Permission.EDIT_OPENINGS)
def duplicate(opening_id: int) -> Response:
    """Make a draft with the same texts and go on writing it."""
    copy = service.duplicate_opening(db.session(), staff(), found(opening_id), now())
    db.session.commit()
    flash(_("This is the copy, with a new reference and without dates."), "success")
    return redirect(url_for("openings.edit", opening_id=copy.id))
