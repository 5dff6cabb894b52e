"""Flask-Security, set up for staff: sign-in, reset, TOTP, and mails through our outbox."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_security import MailUtil, Security, SQLAlchemySessionUserDatastore

from careers import mail
from careers.accounts.models import User
from careers.extensions import db


class OutboxMail(MailUtil):
    """Puts Flask-Security's mails into our outbox, so that they leave after the commit."""

    def send_mail(  # type: ignore[override]  # noqa: PLR0913  the signature is Flask-Security's
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Queue one mail and commit it, because the views that ask for it do not commit when nothing else changed."""
        mail.queue(db.session(), mail.Letter(recipient, subject, body or "", html or ""))
        db.session.commit()


# init_app ignores the class without a word; only the constructor takes it.
security = Security(mail_util_cls=OutboxMail)

SETTINGS: dict[str, Any] = {
    "SECURITY_URL_PREFIX": "/staff",
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/staff/",
    "SECURITY_POST_LOGOUT_VIEW": "/staff/sign-in",
    "SECURITY_RECOVERABLE": True,
    # Whether a domain answers is a matter of the moment; a reset must not hang on it.
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_RESET_URL": "/reset",
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=1),
    "SECURITY_POST_RESET_VIEW": "/staff/sign-in",
    "SECURITY_CHANGEABLE": True,
    "SECURITY_CHANGE_URL": "/password",
    "SECURITY_POST_CHANGE_VIEW": "/staff/profile",
    "SECURITY_REGISTERABLE": False,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_REQUIRED": False,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_TOTP_ISSUER": "Careers",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_FLASH_MESSAGES": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_EMAIL_SENDER": "careers@localhost",
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [
        {"email": {"mapper": lambda v: v.strip().lower(), "case_insensitive": True}}
    ],
}


def install(app: Flask) -> None:
    """Set up Flask-Security on our own tables; the salt and TOTP keys derive from the secret key."""
    for name, value in SETTINGS.items():
        app.config.setdefault(name, value)
    secret = app.config["SECRET_KEY"]
    app.config.setdefault("SECURITY_PASSWORD_SALT", secret)
    app.config.setdefault("SECURITY_TOTP_SECRETS", {"1": secret})
    app.config["SECURITY_EMAIL_SENDER"] = app.config["CAREERS"].mail_from
    datastore = SQLAlchemySessionUserDatastore(db.session, User, User)  # type: ignore[arg-type]
    security.init_app(app, datastore)
