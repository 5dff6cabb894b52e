"""The staff menu: each entry shows only to those who may open it."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.accounts.permissions import Permission, allows, staff

ENTRIES: tuple[tuple[str, LazyString, Permission], ...] = (
    ("home.index", _l("Today"), Permission.SIGNED_IN),
    ("openings.index", _l("Openings"), Permission.SEE_OPENINGS),
    ("campaigns.index", _l("Campaigns"), Permission.SEE_CAMPAIGNS),
    ("applicants.index", _l("Applications"), Permission.SEE_APPLICATIONS),
    ("reports.index", _l("Reports"), Permission.SEE_REPORTS),
    ("reminders.mine", _l("Reminders"), Permission.SIGNED_IN),
    ("accounts.index", _l("Administration"), Permission.ADMINISTER),
)


@dataclass(frozen=True)
class Entry:
    """One line of the menu as a template shows it."""

    text: str
    address: str
    is_here: bool


def staff_menu() -> list[Entry]:
    """Return the entries that the signed-in person may open."""
    here = (request.endpoint or "").split(".")[0]
    return [
        Entry(str(text), url_for(endpoint), endpoint.split(".")[0] == here)
        for endpoint, text, permission in ENTRIES
        if endpoint in current_app.view_functions and allows(staff(), permission)
    ]


def install(app: Flask) -> None:
    """Make `staff_menu()` known to templates."""
    app.jinja_env.globals["staff_menu"] = staff_menu
