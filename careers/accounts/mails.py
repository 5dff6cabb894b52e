"""Mails to staff, as values."""

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from careers.accounts.models import Invitation
from careers.mail import Letter


def invitation_letter(invitation: Invitation, address: str, employer: str) -> Letter:
    """Return the mail that carries an invitation's secret address, in the language of the invited person."""
    with force_locale(invitation.language):
        text = render_template(
            "emails/invitation.txt", invitation=invitation, address=address, employer=employer
        )
        return Letter(invitation.email, _("Your access to Careers – %(employer)s", employer=employer), text)
