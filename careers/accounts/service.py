"""What changes about the employer and its staff. Every function records itself in the audit log."""

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_security import hash_password
from sqlalchemy.orm import Session

from careers.accounts import audit, queries
from careers.accounts.models import Invitation, Organisation, Role, User
from careers.locks import one_at_a_time

INVITATION_LASTS = timedelta(days=2)


class AddressTaken(ValueError):
    """Somebody on the staff already has this mail address."""


class InvitationOver(ValueError):
    """The invitation was used, revoked, or is older than two days."""


class LastAdministrator(ValueError):
    """The change would leave nobody who can administer."""


@dataclass(frozen=True)
class Person:
    """Who somebody is and what for: the part of an account that others decide."""

    email: str
    name: str
    role: Role
    language: str = "fr"


def create_staff(session: Session, actor: User | None, person: Person, password: str) -> User:
    """Add a member of staff with a password of at least 12 characters; raises AddressTaken."""
    one_at_a_time(session, "staff")
    if queries.user_by_email(session, person.email):
        raise AddressTaken(person.email)
    user = User(
        email=person.email.strip().lower(),
        name=person.name,
        role=person.role,
        language=person.language,
        password=hash_password(password),
    )
    session.add(user)
    session.flush()
    audit.record(session, actor, "staff.created", user, role=person.role.value)
    return user


def invite(session: Session, actor: User, person: Person, at: datetime) -> tuple[Invitation, str]:
    """Make an invitation and return it with its secret, which is not stored; raises AddressTaken."""
    one_at_a_time(session, "staff")
    if queries.user_by_email(session, person.email):
        raise AddressTaken(person.email)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=person.email.strip().lower(),
        name=person.name,
        role=person.role,
        language=person.language,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        invited_by=actor,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    session.add(invitation)
    session.flush()
    audit.record(session, actor, "invitation.sent", invitation, role=person.role.value)
    return invitation, token


def accept_invitation(
    session: Session, invitation: Invitation, name: str, password: str, at: datetime
) -> User:
    """Turn an open invitation into an account; raises InvitationOver or AddressTaken."""
    session.refresh(invitation, with_for_update=True)
    if not invitation.is_open(at):
        raise InvitationOver(invitation.email)
    person = Person(invitation.email, name, invitation.role, invitation.language)
    user = create_staff(session, invitation.invited_by, person, password)
    invitation.accepted_at = at
    session.flush()
    return user


def revoke_invitation(session: Session, actor: User, invitation: Invitation, at: datetime) -> None:
    """Make an invitation useless; one that was already accepted stays as it is."""
    if invitation.accepted_at is None:
        invitation.revoked_at = at
        audit.record(session, actor, "invitation.revoked", invitation)


def change_staff(session: Session, actor: User, user: User, *, role: Role, active: bool) -> None:
    """Change what somebody may do. It holds from their next request; raises LastAdministrator."""
    keeps = active and role is Role.ADMINISTRATOR
    one_at_a_time(session, "staff")
    session.refresh(user)
    was = user.active and user.role is Role.ADMINISTRATOR
    if was and not keeps and queries.count_active_administrators(session) <= 1:
        raise LastAdministrator(user.email)
    if not active and user.active:
        user.fs_uniquifier = uuid.uuid4().hex  # every session of theirs ends
    before = {"role": user.role.value, "active": user.active}
    user.role, user.active = role, active
    audit.record(session, actor, "staff.changed", user, before=before, role=role.value, active=active)


def save_profile(  # noqa: PLR0913  the fields of one form
    session: Session,
    user: User,
    *,
    name: str,
    language: str,
    time_zone: str,
    weekly_report: bool = False,
    remind_at: int | None = None,
) -> None:
    """Save what a person decides about their own account."""
    user.name, user.language, user.time_zone = name, language, time_zone
    user.weekly_report, user.remind_at = weekly_report, remind_at
    audit.record(session, user, "profile.saved", user)


def save_organisation(
    session: Session, actor: User, organisation: Organisation, values: Mapping[str, Any]
) -> None:
    """Save what the public pages say about the employer; `values` are column names and their values."""
    changed = [name for name, value in values.items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, values[name])
    audit.record(session, actor, "organisation.saved", organisation, fields=changed)
