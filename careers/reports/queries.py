"""Facts for reports: applications by their touches and what they reached, and what posts are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload

from careers.applicants.models import Application, Journey, JourneyTouch
from careers.applicants.summary import ApplicationPath
from careers.campaigns.models import Campaign, Channel, Post, campaign_opening
from careers.openings.models import Opening
from careers.reports.figures import Part
from careers.tracking.queries import quarter_of

LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Applications as columns, one entry each: `paths` and `ages` as they are stored, opening, furthest step.

    `ages`, `tiers` and `declared` (sources with commas) are empty unless they were asked for.
    """

    paths: Sequence[str]
    openings: Sequence[int]
    reached: Sequence[int]
    ages: Sequence[str] = ()
    tiers: Sequence[str] = ()
    declared: Sequence[str] = ()


def arrivals(
    session: Session, since: datetime, until: datetime, part: Part, *, whole: bool = False
) -> Arrivals:
    """Return the applications received from `since` to before `until`; `whole` fills the last three columns too.

    The database joins each column to one text: 50,000 applications come as one row, four times as fast as in rows.
    Aggregates of one query take the rows in the same order, so the columns fit together.
    """
    names = ("path", "opening_id", "reached", *(("ages", "tier", "declared") if whole else ()))
    columns = (cast(ApplicationPath.__table__.c[name], Text) for name in names)
    query = select(*(func.aggregate_strings(column, LINE_END) for column in columns))
    row: Any = session.execute(query.where(*received(since, until, part))).one()
    if row[1] is None:
        return Arrivals((), (), ())
    paths, openings, reached, *others = (text.split(LINE_END) for text in row)
    return Arrivals(paths, [int(one) for one in openings], [int(one) for one in reached], *others)


def received(since: datetime, until: datetime, part: Part) -> list[ColumnElement[bool]]:
    """Return the rule of the applications that a report is about."""
    rule = [ApplicationPath.received_at >= since, ApplicationPath.received_at < until]
    if part.campaign is not None:
        rule.append(_belongs_to(part.campaign))
    if part.opening_id is not None:
        rule.append(ApplicationPath.opening_id == part.opening_id)
    if part.link_id is not None:
        rule.append(ApplicationPath.application_id.in_(_touched([part.link_id])))
    return rule


def arrivals_by_quarter(
    session: Session, since: datetime, until: datetime, part: Part, link_ids: Iterable[int] | None
) -> list[tuple[datetime, int]]:
    """Return how many applications came in each quarter of an hour; with links, those that one of them touched."""
    quarter = quarter_of(ApplicationPath.received_at).label("quarter")
    query = select(quarter, func.count()).where(*received(since, until, part))
    if link_ids is not None:
        query = query.where(ApplicationPath.application_id.in_(_touched(list(link_ids))))
    rows = session.execute(query.group_by(quarter))
    return [(datetime.fromtimestamp(int(seconds), UTC), count) for seconds, count in rows]


def _belongs_to(campaign: Campaign) -> ColumnElement[bool]:
    openings = select(campaign_opening.c.opening_id).where(campaign_opening.c.campaign_id == campaign.id)
    links = select(Post.link_id).where(Post.campaign_id == campaign.id, Post.link_id.is_not(None))
    touched = select(Journey.application_id).join(JourneyTouch).where(JourneyTouch.link_id.in_(links))
    return or_(ApplicationPath.opening_id.in_(openings), ApplicationPath.application_id.in_(touched))


def _touched(link_ids: list[int]) -> Select[int]:
    return select(Journey.application_id).join(JourneyTouch).where(JourneyTouch.link_id.in_(link_ids))


def posts_by_link(session: Session, link_ids: Iterable[int] | None = None) -> dict[int, Post]:
    """Return the post that owns each link, with its channel and campaign; without ids, all of them."""
    query = select(Post).where(Post.link_id.is_not(None))
    query = query.options(joinedload(Post.campaign), joinedload(Post.channel), joinedload(Post.opening))
    if link_ids is not None:
        query = query.where(Post.link_id.in_(list(link_ids)))
    return {post.link_id: post for post in session.scalars(query) if post.link_id is not None}


def posts(session: Session, campaign: Campaign | None = None) -> list[Post]:
    """Return the posts that own a link, newest first; of one campaign if one is given."""
    query = select(Post).where(Post.link_id.is_not(None))
    query = query.options(joinedload(Post.campaign), joinedload(Post.channel), joinedload(Post.opening))
    if campaign is not None:
        query = query.where(Post.campaign_id == campaign.id)
    return list(session.scalars(query.order_by(Post.published_at.desc().nulls_first(), Post.id.desc())))


def campaigns_for_choice(session: Session) -> list[Campaign]:
    """Return all campaigns, the latest first."""
    return list(session.scalars(select(Campaign).order_by(Campaign.starts_on.desc(), Campaign.id.desc())))


def openings_for_choice(session: Session) -> list[Opening]:
    """Return the openings that a post leads to or somebody applied for, newest reference first."""
    posted = select(Post.opening_id).where(Post.opening_id.is_not(None))
    applied = select(ApplicationPath.opening_id)
    query = select(Opening).where(or_(Opening.id.in_(posted), Opening.id.in_(applied)))
    return list(session.scalars(query.order_by(Opening.reference.desc())))


def channels(session: Session) -> list[Channel]:
    """Return all channels by name."""
    return list(session.scalars(select(Channel).order_by(Channel.name)))


def openings(session: Session, ids: Iterable[int]) -> dict[int, Opening]:
    """Return openings by their id."""
    return {one.id: one for one in session.scalars(select(Opening).where(Opening.id.in_(list(ids))))}


def applications_touched(session: Session, link_ids: Iterable[int]) -> list[Application]:
    """Return the applications with a touch of one of these links, newest first."""
    touched = _touched(list(link_ids))
    query = select(Application).where(Application.id.in_(touched)).options(joinedload(Application.opening))
    return list(session.scalars(query.order_by(Application.received_at.desc()).limit(200)))
