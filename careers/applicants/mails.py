"""Mails to candidates, as values."""

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from careers.applicants.models import Application
from careers.mail import Letter


def received_letter(application: Application, employer: str, contact: str, address: str) -> Letter:
    """Return the mail that confirms an application, with its reference and the address to withdraw it."""
    with force_locale(application.language):
        text = render_template(
            "emails/application_received.txt",
            application=application,
            employer=employer,
            contact=contact,
            address=address,
        )
        title = _("We received your application: %(job)s", job=application.opening.title)
        return Letter(application.candidate.email or "", title, text)
