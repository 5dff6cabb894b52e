"""What roles, permissions and audited actions are called on screen."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.accounts.models import AccessibilityStatus, Role
from careers.mail import MailState

ROLES: dict[Role, LazyString] = {
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.RECRUITER: _l("Recruiter"),
    Role.COMMUNICATIONS: _l("Communications officer"),
    Role.HIRING_MANAGER: _l("Hiring manager"),
    Role.VIEWER: _l("Viewer (reports without names)"),
}

ACCESSIBILITY: dict[AccessibilityStatus, LazyString] = {
    AccessibilityStatus.NONE: _l("not compliant"),
    AccessibilityStatus.PARTIAL: _l("partly compliant"),
    AccessibilityStatus.FULL: _l("fully compliant"),
}

MAIL_STATES: dict[MailState, LazyString] = {
    MailState.QUEUED: _l("waiting"),
    MailState.SENDING: _l("on its way"),
    MailState.SENT: _l("sent"),
    MailState.UNCERTAIN: _l("uncertain: perhaps sent"),
    MailState.FAILED: _l("not sent"),
}
