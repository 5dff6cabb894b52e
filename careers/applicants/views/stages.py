"""The administrator's page of the hiring stages."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, requires, staff
from careers.applicants import queries, service
from careers.applicants.forms import RenameForm, StageForm
from careers.applicants.models import Stage
from careers.applicants.views.blueprint import applicants
from careers.clock import now
from careers.extensions import db


def _stage(stage_id: int) -> Stage:
    stage = db.session.get(Stage, stage_id)
    if stage is None or stage.archived_at is not None:
        abort(404)
    return stage


def _saved(message: str, kind: str = "success") -> Response:
    db.session.commit()
    flash(message, kind)
    return redirect(url_for("applicants.stages"))


@applicants.route("/admin/stages", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def stages() -> str | Response | tuple[str, int]:
    """List the stages; the form below adds one."""
    form = StageForm()
    if form.validate_on_submit():
        service.create_stage(db.session(), staff(), **form.values())
        return _saved(_("The stage is added."))
    page = render_template(
        "applicants/stages.html", stages=queries.stages(db.session()), form=form, problems=form.problems()
    )
    return (page, 422) if form.is_submitted() else page


@applicants.post("/admin/stages/<int:stage_id>/rename")
@requires(Permission.ADMINISTER)
def rename_stage(stage_id: int) -> Response:
    """Give a stage another name."""
    stage, form = _stage(stage_id), RenameForm()
    if not form.validate_on_submit():
        return _saved(_("A name has at most 80 characters."), "error")
    service.rename_stage(db.session(), staff(), stage, str(form.name.data))
    return _saved(_("The stage is renamed."))


@applicants.post("/admin/stages/<int:stage_id>/<any(up, down):way>")
@requires(Permission.ADMINISTER)
def shift_stage(stage_id: int, way: str) -> Response:
    """Move a stage one place."""
    service.shift_stage(db.session(), staff(), _stage(stage_id), -1 if way == "up" else 1)
    return _saved(_("The order is saved."))


@applicants.post("/admin/stages/<int:stage_id>/archive")
@requires(Permission.ADMINISTER)
def archive_stage(stage_id: int) -> Response:
    """Take a stage out of use."""
    try:
        service.archive_stage(db.session(), staff(), _stage(stage_id), now())
    except service.StageInUse:
        return _saved(
            _("Applications are in this stage, or it is the last of its kind. Move them first."), "error"
        )
    return _saved(_("The stage is no longer in use."))
