"""Invitations: sent and revoked by the administrator, accepted by whoever holds the address."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers import mail
from careers.accounts import queries, service
from careers.accounts.forms import AcceptForm, InvitationForm
from careers.accounts.mails import invitation_letter
from careers.accounts.models import Invitation
from careers.accounts.permissions import Permission, requires, staff
from careers.accounts.views.blueprints import accounts
from careers.clock import now
from careers.extensions import db, limiter
from careers.web.forms import add_error

Page = str | Response | tuple[str, int]


@accounts.route("/admin/invite", methods=["GET", "POST"])
@requires(Permission.ADMINISTER)
def invite() -> Page:
    """Invite somebody by mail."""
    form = InvitationForm()
    if form.validate_on_submit():
        try:
            _invite(service.Person(**form.values()))
            flash(_("The invitation is on its way to %(email)s.", email=form.email.data), "success")
            return redirect(url_for("accounts.index"))
        except service.AddressTaken:
            add_error(form.email, _("Somebody on the staff already has this address."))
    page = render_template("accounts/invite.html", form=form, problems=form.problems())
    return (page, 422) if request.method == "POST" else page


def _invite(person: service.Person) -> None:
    invitation, token = service.invite(db.session(), staff(), person, now())
    public = current_app.config["CAREERS"].public_url.rstrip("/")
    address = public + url_for("accounts.accept", token=token, _external=False)
    employer = queries.organisation(db.session()).name
    mail.queue(db.session(), invitation_letter(invitation, address, employer))
    db.session.commit()


@accounts.post("/admin/invitations/<int:invitation_id>/revoke")
@requires(Permission.ADMINISTER)
def revoke(invitation_id: int) -> Response:
    """Make an invitation useless."""
    invitation = db.session.get(Invitation, invitation_id) or abort(404)
    service.revoke_invitation(db.session(), staff(), invitation, now())
    db.session.commit()
    flash(_("The invitation is revoked."), "success")
    return redirect(url_for("accounts.index"))


@accounts.route("/invitation/<token>", methods=["GET", "POST"])
@limiter.limit("20/minute")
def accept(token: str) -> Page:
    """Let an invited person choose a password; an invitation that is over says what to do."""
    invitation = queries.invitation_by_token(db.session(), token) or abort(404)
    if not invitation.is_open(now()):
        return render_template("accounts/invitation_over.html"), 410
    form = AcceptForm(data={"name": invitation.name})
    if form.validate_on_submit() and _accept(invitation, form):
        flash(_("Your account is ready. Sign in with your mail address."), "success")
        return redirect(url_for("security.login"))
    page = render_template("accounts/accept.html", form=form, invitation=invitation, problems=form.problems())
    return (page, 422) if request.method == "POST" else page


def _accept(invitation: Invitation, form: AcceptForm) -> bool:
    try:
        values = form.values()
        service.accept_invitation(db.session(), invitation, values["name"], values["password"], now())
    except (service.AddressTaken, service.InvitationOver):
        db.session.rollback()
        add_error(form.name, _("This account exists already. Go to the sign-in page."))
        return False
    db.session.commit()
    return True
