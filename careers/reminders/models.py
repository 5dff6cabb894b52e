"""Reminders that were sent, so that none is sent twice."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.columns import primary_key, short
from careers.extensions import Base


class Rule(enum.StrEnum):
    """What is reminded of."""

    POST_DUE = "post_due"
    POST_OVERDUE = "post_overdue"
    CAMPAIGN_QUIET = "campaign_quiet"
    OPENING_CLOSING = "opening_closing"
    APPLICATION_WAITING = "application_waiting"


class Reminder(Base):
    """One person was reminded of one thing on one local day. The key makes a second time impossible."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("rule", "subject_id", "recipient_id", "local_date", name="uq_reminder_once"),
    )

    id: Mapped[primary_key]
    rule: Mapped[Rule]
    subject_id: Mapped[int]
    subject: Mapped[short]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    local_date: Mapped[date] = mapped_column(index=True)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing_mail.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
