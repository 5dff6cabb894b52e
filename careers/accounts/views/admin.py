"""Pages of the administrator: staff, the employer, the audit log."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts import queries, service
from careers.accounts.forms import OrganisationForm, StaffForm
from careers.accounts.labels import ROLES
from careers.accounts.models import Role
from careers.accounts.permissions import Permission, requires, staff
from careers.accounts.views.blueprints import accounts
from careers.extensions import db
from careers.web.forms import add_error
from careers.web.paging import asked_id, page_of

Page = str | Response | tuple[str, int]


@accounts.get("/admin")
@requires(Permission.ADMINISTER)
def index() -> str:
    """List the staff and the open invitations."""
    role = request.args.get("role", "")
    query = queries.staff_members(request.args.get("q", "").strip(), Role(role) if role in {*Role} else None)
    return render_template(
        "accounts/index.html",
        people=page_of(db.session(), query),
        invitations=queries.pending_invitations(db.session()),
        roles=ROLES,
    )


@accounts.route("/admin/staff/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def edit_staff(user_id: int) -> Page:
    """Change somebody's role, or let them sign in no more."""
    user = queries.user_by_id(db.session(), user_id) or abort(404)
    form = StaffForm(obj=user)
    if form.validate_on_submit():
        try:
            service.change_staff(db.session(), staff(), user, **form.values())
            db.session.commit()
            flash(_("%(name)s is saved.", name=user.name), "success")
            return redirect(url_for("accounts.index"))
        except service.LastAdministrator:
            add_error(form.role, _("Nobody else administers. Make somebody else administrator first."))
    page = render_template("accounts/edit_staff.html", form=form, person=user, problems=form.problems())
    return (page, 422) if request.method == "POST" else page


@accounts.route("/admin/organisation", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def edit_organisation() -> Page:
    """Change what the public pages say about the employer."""
    organisation = queries.organisation(db.session())
    form = OrganisationForm(obj=organisation)
    if form.validate_on_submit():
        service.save_organisation(db.session(), staff(), organisation, form.values())
        db.session.commit()
        flash(_("The employer's page is saved."), "success")
        return redirect(url_for("accounts.edit_organisation"))
    page = render_template("accounts/edit_organisation.html", form=form, problems=form.problems())
    return (page, 422) if request.method == "POST" else page


@accounts.get("/admin/audit")
@requires(Permission.ADMINISTER)
def audit_log() -> str:
    """Show who did what, newest first."""
    query = queries.audit_entries(request.args.get("q", "").strip(), asked_id("actor"))
    people = queries.active_staff(db.session())
    return render_template(
        "accounts/audit_log.html", entries=page_of(db.session(), query, per_page=50), people=people
    )
