"""Who may do what: one table, and the decorator that every staff view carries."""

import enum
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import abort, redirect, request, url_for
from flask_security import current_user

from careers.accounts.models import Role, User

P = ParamSpec("P")
R = TypeVar("R")


class Permission(enum.StrEnum):
    """What a view may ask for."""

    SIGNED_IN = "signed_in"
    ADMINISTER = "administer"
    SEE_OPENINGS = "see_openings"
    EDIT_OPENINGS = "edit_openings"
    SEE_CAMPAIGNS = "see_campaigns"
    EDIT_CAMPAIGNS = "edit_campaigns"
    SEE_APPLICATIONS = "see_applications"
    MOVE_APPLICATIONS = "move_applications"
    SEE_ALL_APPLICATIONS = "see_all_applications"
    SEE_REPORTS = "see_reports"


_SEES = {Permission.SIGNED_IN, Permission.SEE_OPENINGS}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.RECRUITER: frozenset(Permission) - {Permission.ADMINISTER, Permission.EDIT_CAMPAIGNS},
    Role.COMMUNICATIONS: frozenset(
        _SEES | {Permission.SEE_CAMPAIGNS, Permission.EDIT_CAMPAIGNS, Permission.SEE_REPORTS}
    ),
    Role.HIRING_MANAGER: frozenset(_SEES | {Permission.SEE_APPLICATIONS, Permission.MOVE_APPLICATIONS}),
    Role.VIEWER: frozenset(_SEES | {Permission.SEE_CAMPAIGNS, Permission.SEE_REPORTS}),
}


def allows(user: User, permission: Permission) -> bool:
    """Say whether a member of staff holds a permission."""
    return user.active and permission in GRANTS[user.role]


def staff() -> User:
    """Return the signed-in member of staff; only views behind `requires` may ask."""
    return cast(User, current_user._get_current_object())


def may(permission: str) -> bool:
    """Say, for templates, whether the signed-in person holds a permission (by its stored name)."""
    return bool(current_user.is_authenticated) and allows(staff(), Permission(permission))


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view: without sign-in go to the sign-in page, without the permission answer 403."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not current_user.is_authenticated:
                return cast(R, redirect(_sign_in_address()))
            if not allows(staff(), permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _sign_in_address() -> str:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return url_for("security.login", next=back)
