"""The report that chosen people get by mail each week: the last seven whole days, Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts.models import User
from careers.accounts.permissions import Permission, allows
from careers.attribution.models import model_named
from careers.reports import tables
from careers.reports.figures import Level, Row, Table
from careers.reports.periods import Period

MOST_POSTS = 5


@dataclass(frozen=True)
class Week:
    """What a week brought: by channel, and the posts that brought most."""

    period: Period
    channels: Table
    posts: list[Row]


def week_before(day: date, zone: str) -> Period:
    """Return the last whole week, Monday to Sunday, before the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday - timedelta(days=7), monday - timedelta(days=1), zone)


def week(session: Session, period: Period) -> Week:
    """Return the figures of a week by the last touch, each compared with the week before."""
    last = model_named("last")
    posts = tables.table(session, Level.POST, period, last).rows
    top = [row for row in posts if row.subject is not None and (row.now.applications or row.now.clicks)]
    return Week(period, tables.table(session, Level.CHANNEL, period, last), top[:MOST_POSTS])


def readers(session: Session, at: datetime, hour: int) -> list[User]:
    """Return who wants the report and may read it, where it is Monday after that hour or later in the week."""
    wanted = session.scalars(select(User).where(User.active, User.weekly_report).order_by(User.id))
    return [one for one in wanted if allows(one, Permission.SEE_REPORTS) and _is_time(one, at, hour)]


def _is_time(person: User, at: datetime, hour: int) -> bool:
    local = at.astimezone(ZoneInfo(person.time_zone))
    return local.weekday() > 0 or local.hour >= hour


def key_of(person: User, period: Period) -> str:
    """Return what makes the mail of one week to one person the only one."""
    return f"weekly-{person.id}-{period.first.isoformat()}"
