"""Reminders that were sent, what people answered, what they set themselves, and how rules are switched."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.columns import line, primary_key, prose, short
from careers.extensions import Base


class Rule(enum.StrEnum):
    """What is reminded of."""

    POST_DUE = "post_due"
    POST_OVERDUE = "post_overdue"
    POST_WITHOUT_ADDRESS = "post_without_address"
    CAMPAIGN_EMPTY = "campaign_empty"
    CAMPAIGN_QUIET = "campaign_quiet"
    CAMPAIGN_UNDER_GOAL = "campaign_under_goal"
    OPENING_CLOSING = "opening_closing"
    OPENING_WITHOUT_APPLICATION = "opening_no_application"
    OPENING_ENDED_WITH_POSTS = "opening_ended_posts"
    NOTICE_TOO_SHORT = "notice_too_short"
    NOTICE_INCOMPLETE = "notice_incomplete"
    APPLICATION_WAITING = "application_waiting"
    RETENTION_ENDS = "retention_ends"
    OWN = "own"


class About(enum.StrEnum):
    """What a reminder that somebody set is about."""

    NOTHING = "nothing"
    CAMPAIGN = "campaign"
    POST = "post"
    OPENING = "opening"
    APPLICATION = "application"


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


class RuleSetting(Base):
    """How a rule is switched for everybody, one campaign or one person; `days` of None means the rule's own number.

    `scope` is "all", "campaign:ID" or "person:ID".
    """

    __tablename__ = "rule_setting"
    __table_args__ = (UniqueConstraint("rule", "scope", name="uq_rule_setting_scope"),)

    id: Mapped[primary_key]
    rule: Mapped[Rule]
    scope: Mapped[str] = mapped_column(String(40))
    is_on: Mapped[bool]
    days: Mapped[int | None]


class Answer(Base):
    """What somebody said to a reminder: done (`until` is None), later, or somebody else's."""

    __tablename__ = "reminder_answer"
    __table_args__ = (UniqueConstraint("rule", "subject_id", "recipient_id", name="uq_reminder_answer_once"),)

    id: Mapped[primary_key]
    rule: Mapped[Rule]
    subject_id: Mapped[int]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    until: Mapped[date | None]
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class OwnReminder(Base):
    """A reminder that somebody set by hand. `repeat` is a recurrence rule (RFC 5545) or empty.

    `done_on` is the latest occurrence that is done; `ended_at` says that there are no more.
    """

    __tablename__ = "own_reminder"

    id: Mapped[primary_key]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    about: Mapped[About] = mapped_column(default=About.NOTHING)
    about_id: Mapped[int | None]
    title: Mapped[line]
    note: Mapped[prose] = mapped_column(default="")
    first_on: Mapped[date]
    repeat: Mapped[str] = mapped_column(String(200), default="")
    done_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    owner: Mapped[User] = relationship(foreign_keys=[owner_id])
