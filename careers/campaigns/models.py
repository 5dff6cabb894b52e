"""Channels, campaigns and posts."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.columns import line, primary_key, prose, short
from careers.extensions import Base
from careers.openings.models import Opening
from careers.tracking.models import Link


class Network(enum.StrEnum):
    """The networks that a channel can be on, and the places that are no network."""

    LINKEDIN = "linkedin"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    X = "x"
    SNAPCHAT = "snapchat"
    YOUTUBE = "youtube"
    NEWSLETTER = "newsletter"
    JOB_BOARD = "job_board"
    POSTER = "poster"
    WORD_OF_MOUTH = "word_of_mouth"


class PostState(enum.StrEnum):
    """Where a post is on its way; from `READY` on it owns a link."""

    IDEA = "idea"
    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Channel(Base):
    """One account on one network, with its editorial line."""

    __tablename__ = "channel"

    id: Mapped[primary_key]
    name: Mapped[line]
    slug: Mapped[short] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)
    network: Mapped[Network] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(500), default="")
    editorial_line: Mapped[prose] = mapped_column(default="")
    utm_source: Mapped[short] = mapped_column(default="")
    organic_medium: Mapped[short] = mapped_column(default="social")
    paid_medium: Mapped[short] = mapped_column(default="paid_social")
    default_text: Mapped[prose] = mapped_column(default="")
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.name


campaign_opening = Table(
    "campaign_opening",
    Base.metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("opening_id", ForeignKey("opening.id"), primary_key=True, index=True),
)


class Campaign(Base):
    """A time-boxed effort for one or more openings, with a goal and a budget."""

    __tablename__ = "campaign"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    id: Mapped[primary_key]
    name: Mapped[line]
    slug: Mapped[short] = mapped_column(unique=True)
    note: Mapped[prose] = mapped_column(default="")
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date] = mapped_column(index=True)
    goal_applications: Mapped[int | None]
    goal_hires: Mapped[int | None]
    budget_cents: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[User | None] = relationship()
    openings: Mapped[list[Opening]] = relationship(secondary=campaign_opening, order_by=Opening.reference)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.name


class Post(Base):
    """One message on one channel in one campaign (in French: publication)."""

    __tablename__ = "post"

    id: Mapped[primary_key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"), index=True)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id"), unique=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[PostState] = mapped_column(default=PostState.IDEA, index=True)
    version: Mapped[int] = mapped_column(default=1)

    title: Mapped[line]
    text: Mapped[prose] = mapped_column(default="")
    planned_at: Mapped[datetime | None] = mapped_column(index=True)
    is_sponsored: Mapped[bool] = mapped_column(default=False)
    cost_cents: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    public_url: Mapped[str] = mapped_column(String(500), default="")
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    campaign: Mapped[Campaign] = relationship()
    channel: Mapped[Channel] = relationship(lazy="joined")
    opening: Mapped[Opening | None] = relationship()
    link: Mapped[Link | None] = relationship(lazy="joined")
    author: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.title
