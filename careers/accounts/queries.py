"""Reads of the employer, its staff, invitations and the audit log."""

import hashlib

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from careers.accounts.models import AuditEntry, Invitation, Organisation, Role, User


def organisation(session: Session) -> Organisation:
    """Return the employer; the migration wrote its row, the administrator fills it in."""
    return session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()


def user_by_id(session: Session, user_id: int) -> User | None:
    """Return a member of staff, active or not."""
    return session.get(User, user_id)


def user_by_email(session: Session, email: str) -> User | None:
    """Return the member of staff with this address, whatever its case."""
    return session.scalars(select(User).where(func.lower(User.email) == email.strip().lower())).first()


def staff_members(q: str = "", role: Role | None = None) -> Select[User]:
    """Return staff whose name or address contains `q`, active ones first, by name."""
    query = select(User).order_by(User.active.desc(), func.lower(User.name))
    if q:
        query = query.where(
            or_(User.name.icontains(q, autoescape=True), User.email.icontains(q, autoescape=True))
        )
    return query.where(User.role == role) if role else query


def active_staff(session: Session, *roles: Role) -> list[User]:
    """Return active staff by name, for choices; with roles, only those who hold one of them."""
    query = select(User).where(User.active).order_by(func.lower(User.name))
    return list(session.scalars(query.where(User.role.in_(roles)) if roles else query))


def user_by_calendar(session: Session, key: str) -> User | None:
    """Return the active member of staff whose calendar has this secret address."""
    return session.scalars(select(User).where(User.calendar_key == key, User.active)).first()


def staff_for_choice(session: Session, held: User | None) -> list[User]:
    """Return active staff, and the one who is chosen already even if not active any more."""
    found = active_staff(session)
    return found if held is None or held in found else [*found, held]


def count_active_administrators(session: Session) -> int:
    """Return how many people can still administer."""
    query = select(func.count(User.id)).where(User.active, User.role == Role.ADMINISTRATOR)
    return session.scalar(query) or 0


def pending_invitations(session: Session) -> list[Invitation]:
    """Return invitations that were neither accepted nor revoked, newest first."""
    query = (
        select(Invitation).options(joinedload(Invitation.invited_by)).order_by(Invitation.created_at.desc())
    )
    return list(
        session.scalars(query.where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)))
    )


def invitation_by_token(session: Session, token: str) -> Invitation | None:
    """Return the invitation that this secret belongs to; only its hash is stored."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return session.scalars(select(Invitation).where(Invitation.token_hash == digest)).first()


def audit_entries(q: str = "", actor_id: int | None = None) -> Select[AuditEntry]:
    """Return the audit log, newest first; `q` is part of an action's name."""
    query = select(AuditEntry).options(joinedload(AuditEntry.actor)).order_by(AuditEntry.id.desc())
    if q:
        query = query.where(AuditEntry.action.icontains(q, autoescape=True))
    return query.where(AuditEntry.actor_id == actor_id) if actor_id else query
