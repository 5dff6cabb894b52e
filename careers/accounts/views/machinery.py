"""The administrator's page of the machinery: the scheduler's jobs, and mails that did not leave."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers import heartbeat, mail
from careers.accounts import audit
from careers.accounts.permissions import Permission, requires, staff
from careers.accounts.views.blueprints import accounts
from careers.clock import now
from careers.extensions import db
from careers.mail import MailState, OutgoingMail
from careers.web.paging import page_of

SILENT_AFTER = timedelta(minutes=2)


@accounts.get("/admin/machinery")
@requires(Permission.ADMINISTER)
def machinery() -> str:
    """Show when each job last ran, and the mails that wait, failed, or may or may not have left."""
    state = request.args.get("state", "")
    beats = heartbeat.beats(db.session())
    latest = max((one.at for one in beats), default=None)
    return render_template(
        "accounts/machinery.html",
        beats=beats,
        is_silent=latest is None or now() - latest > SILENT_AFTER,
        page=page_of(db.session(), mail.outbox(MailState(state) if state in {*MailState} else None)),
        counts=mail.counts(db.session()),
        state=state,
        states=list(MailState),
    )


@accounts.post("/admin/mails/<int:mail_id>/resend")
@requires(Permission.ADMINISTER)
def resend(mail_id: int) -> Response:
    """Put a mail back into the outbox."""
    row = db.session.get(OutgoingMail, mail_id) or abort(404)
    mail.send_again(row, now())
    audit.record(db.session(), staff(), "mail.resent", row)
    db.session.commit()
    flash(_("The mail waits to be sent again."), "success")
    return redirect(url_for("accounts.machinery"))
