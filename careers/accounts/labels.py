"""What roles, permissions and audited actions are called on screen."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.accounts.models import AccessibilityStatus, Role

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
