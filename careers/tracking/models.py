"""Links, clicks and page views. No IP address is kept, and a link knows no campaign."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.columns import line, primary_key, short
from careers.extensions import Base


def _index_of_visitors(name: str) -> Index:
    """Return an index of the few rows that hold a visitor."""
    has_one = text("visitor IS NOT NULL")
    return Index(name, "visitor", sqlite_where=has_one, postgresql_where=has_one)


class Verdict(enum.StrEnum):
    """Who asked, as far as the request tells."""

    HUMAN = "human"
    BOT = "bot"
    SUSPECT = "suspect"


class Device(enum.StrEnum):
    """The class of device, never more."""

    MOBILE = "mobile"
    TABLET = "tablet"
    DESKTOP = "desktop"
    UNKNOWN = "unknown"


class Page(enum.StrEnum):
    """The public pages whose visits are counted."""

    JOB = "job"
    FORM = "form"


class Link(Base):
    """A short code that redirects to a page of ours, or to an allow-listed site."""

    __tablename__ = "link"

    id: Mapped[primary_key]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    target: Mapped[str] = mapped_column(String(500))
    label: Mapped[line] = mapped_column(default="")
    utm_source: Mapped[short] = mapped_column(default="")
    utm_medium: Mapped[short] = mapped_column(default="")
    utm_campaign: Mapped[short] = mapped_column(default="")
    utm_content: Mapped[short] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, index=True)
    disabled_at: Mapped[datetime | None]

    def __str__(self) -> str:
        return self.code

    @property
    def is_live(self) -> bool:
        """Say whether the link still sends people on."""
        return self.disabled_at is None


class Click(Base):
    """One request for a link, stored before it was answered."""

    __tablename__ = "click"
    # The first answers for one link, the second for all of them in a period; neither then reads the rows.
    __table_args__ = (
        Index("ix_click_link_at", "link_id", "at", "verdict"),
        Index("ix_click_at_link", "at", "link_id", "verdict"),
        _index_of_visitors("ix_click_visitor"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    verdict: Mapped[Verdict]
    reason: Mapped[short] = mapped_column(default="")
    agent: Mapped[line] = mapped_column(default="")
    device: Mapped[Device] = mapped_column(default=Device.UNKNOWN)
    referrer: Mapped[str] = mapped_column(String(100), default="")
    visitor: Mapped[str | None] = mapped_column(String(64))

    link: Mapped[Link] = relationship()


class PageView(Base):
    """One view of a job page or a form. `subject_id` is the opening's id: tracking knows no opening."""

    __tablename__ = "page_view"
    __table_args__ = (
        Index("ix_page_view_subject", "page", "subject_id", "at"),
        Index("ix_page_view_at_link", "page", "verdict", "at", "link_id"),
        _index_of_visitors("ix_page_view_visitor"),
    )

    id: Mapped[primary_key]
    at: Mapped[datetime] = mapped_column(index=True)
    page: Mapped[Page]
    subject_id: Mapped[int]
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id"), index=True)
    verdict: Mapped[Verdict]
    reason: Mapped[short] = mapped_column(default="")
    device: Mapped[Device] = mapped_column(default=Device.UNKNOWN)
    visitor: Mapped[str | None] = mapped_column(String(64))


class ClickDay(Base):
    """How many clicks of a verdict a link had on one sealed local day."""

    __tablename__ = "click_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), primary_key=True)
    verdict: Mapped[Verdict] = mapped_column(primary_key=True)
    clicks: Mapped[int]


class ViewDay(Base):
    """How often people saw a kind of page on one sealed local day; a `link_id` of 0 says that no link led there."""

    __tablename__ = "view_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    page: Mapped[Page] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    views: Mapped[int]


class SealedDays(Base):
    """The one row that says up to which local day of which time zone clicks and views are counted."""

    __tablename__ = "sealed_days"

    id: Mapped[primary_key]
    zone: Mapped[short]
    last_day: Mapped[date]
