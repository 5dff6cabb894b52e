"""The employer, its staff, their invitations, and the audit log."""

import enum
import uuid
from datetime import datetime
from typing import Any

from flask_security import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.columns import address, line, primary_key, prose, short
from careers.extensions import Base


class Role(enum.StrEnum):
    """What a member of staff is here for; one per person."""

    ADMINISTRATOR = "administrator"
    RECRUITER = "recruiter"
    COMMUNICATIONS = "communications"
    HIRING_MANAGER = "hiring_manager"
    VIEWER = "viewer"


class AccessibilityStatus(enum.StrEnum):
    """The statement that French law wants on the home page; without an audit it is `NONE`."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Organisation(Base):
    """The public employer that this installation belongs to: exactly one row, id 1."""

    __tablename__ = "organisation"

    id: Mapped[primary_key]
    name: Mapped[line]
    street: Mapped[line] = mapped_column(default="")
    postal_code: Mapped[short] = mapped_column(default="")
    city: Mapped[short] = mapped_column(default="")
    website: Mapped[line] = mapped_column(default="")
    presentation: Mapped[prose] = mapped_column(default="")
    contact_email: Mapped[address] = mapped_column(default="")
    contact_phone: Mapped[short] = mapped_column(default="")
    privacy_officer: Mapped[line] = mapped_column(default="")
    privacy_email: Mapped[address] = mapped_column(default="")
    retention_months: Mapped[int] = mapped_column(default=3)
    talent_pool_months: Mapped[int] = mapped_column(default=24)
    accessibility_status: Mapped[AccessibilityStatus] = mapped_column(default=AccessibilityStatus.NONE)
    accessibility_contact: Mapped[address] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)


class User(Base, UserMixin):
    """A member of staff who can sign in."""

    __tablename__ = "user_account"

    id: Mapped[primary_key]
    email: Mapped[address] = mapped_column(unique=True)
    name: Mapped[line]
    role: Mapped[Role]
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(8), default="fr")
    time_zone: Mapped[short] = mapped_column(default="Europe/Paris")
    weekly_report: Mapped[bool] = mapped_column(default=False)
    remind_at: Mapped[int | None]
    calendar_key: Mapped[str | None] = mapped_column(String(64), unique=True, index=True)

    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid.uuid4().hex)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None]

    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime | None]

    def __str__(self) -> str:
        return self.name


class Invitation(Base):
    """A mail that lets its reader make an account with one role, once, for two days."""

    __tablename__ = "invitation"

    id: Mapped[primary_key]
    email: Mapped[address]
    name: Mapped[line] = mapped_column(default="")
    role: Mapped[Role]
    language: Mapped[str] = mapped_column(String(8), default="fr")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    invited_by: Mapped[User] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Say whether the invitation can still be accepted at that instant."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at


class AuditEntry(Base):
    """One thing that somebody did. Rows are only ever added; the database refuses anything else."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_type", "subject_id"),)

    id: Mapped[primary_key]
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    action: Mapped[short] = mapped_column(index=True)
    subject_type: Mapped[short] = mapped_column(default="")
    subject_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

    actor: Mapped[User | None] = relationship()
