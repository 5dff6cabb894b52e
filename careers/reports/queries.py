"""Facts for reports: applications with their frozen touches and what they reached, and what posts are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from careers.applicants.models import Application, Journey, JourneyTouch, Stage, StageChange, StageKind
from careers.campaigns.models import Campaign, Channel, Post, campaign_opening
from careers.openings.models import Opening

# A stage counts as reached when the application ever came to it, or beyond it, by a move that was not undone.
REACHES: dict[StageKind, frozenset[StageKind]] = {
    StageKind.SHORTLISTED: frozenset({StageKind.SHORTLISTED}),
    StageKind.INTERVIEW: frozenset({StageKind.INTERVIEW, StageKind.SHORTLISTED}),
    StageKind.OFFER: frozenset({StageKind.OFFER, StageKind.INTERVIEW, StageKind.SHORTLISTED}),
    StageKind.HIRED: frozenset(
        {StageKind.HIRED, StageKind.OFFER, StageKind.INTERVIEW, StageKind.SHORTLISTED}
    ),
}


@dataclass(frozen=True)
class Arrival:
    """One application as reports see it: no name, its touches in order, what it reached."""

    application_id: int
    opening_id: int
    received_at: datetime
    touches: tuple[tuple[int, datetime], ...]
    reached: frozenset[StageKind]


def arrivals(
    session: Session,
    since: datetime,
    until: datetime,
    campaign: Campaign | None = None,
    link_id: int | None = None,
) -> list[Arrival]:
    """Return the applications received from `since` to before `until`, in the order of their arrival.

    With a campaign: those for its openings, and those that one of its posts touched. With a link: those it touched.
    """
    rule: list[ColumnElement[bool]] = [Application.received_at >= since, Application.received_at < until]
    if campaign is not None:
        rule.append(_belongs_to(campaign))
    if link_id is not None:
        touched = select(Journey.application_id).join(JourneyTouch).where(JourneyTouch.link_id == link_id)
        rule.append(Application.id.in_(touched.scalar_subquery()))
    touches, reached = _touches(session, rule), _reached(session, rule)
    query = select(Application.id, Application.opening_id, Application.received_at).where(*rule)
    return [
        Arrival(id, opening, at, tuple(touches[id]), reached[id])
        for id, opening, at in session.execute(query.order_by(Application.received_at, Application.id))
    ]


def arrival_times(
    session: Session, since: datetime, until: datetime, campaign: Campaign | None = None
) -> list[datetime]:
    """Return when applications were received from `since` to before `until`; the same ones as `arrivals`."""
    query = select(Application.received_at).where(
        Application.received_at >= since, Application.received_at < until
    )
    return list(session.scalars(query.where(_belongs_to(campaign)) if campaign is not None else query))


def _belongs_to(campaign: Campaign) -> ColumnElement[bool]:
    openings = select(campaign_opening.c.opening_id).where(campaign_opening.c.campaign_id == campaign.id)
    links = select(Post.link_id).where(Post.campaign_id == campaign.id, Post.link_id.is_not(None))
    touched = (
        select(Journey.application_id)
        .join(JourneyTouch)
        .where(JourneyTouch.link_id.in_(links))
        .scalar_subquery()
    )
    return or_(Application.opening_id.in_(openings), Application.id.in_(touched))


def _touches(session: Session, rule: list[ColumnElement[bool]]) -> dict[int, list[tuple[int, datetime]]]:
    query = (
        select(Journey.application_id, JourneyTouch.link_id, JourneyTouch.at)
        .join(JourneyTouch.journey)
        .join(Journey.application)
        .where(*rule)
        .order_by(Journey.application_id, JourneyTouch.position)
    )
    found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for application_id, link_id, at in session.execute(query):
        found[application_id].append((link_id, at))
    return found


def _reached(session: Session, rule: list[ColumnElement[bool]]) -> dict[int, frozenset[StageKind]]:
    kinds = {stage_id: kind for stage_id, kind in session.execute(select(Stage.id, Stage.kind))}
    reaches = {stage_id: REACHES.get(kind, frozenset()) for stage_id, kind in kinds.items()}
    query = select(StageChange.application_id, StageChange.to_stage_id).join(StageChange.application)
    found: dict[int, frozenset[StageKind]] = defaultdict(frozenset)
    for application_id, stage_id in session.execute(query.where(StageChange.undone_at.is_(None), *rule)):
        if reaches[stage_id]:
            found[application_id] |= reaches[stage_id]
    return found


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


def channels(session: Session) -> list[Channel]:
    """Return all channels by name."""
    return list(session.scalars(select(Channel).order_by(Channel.name)))


def openings(session: Session, ids: Iterable[int]) -> dict[int, Opening]:
    """Return openings by their id."""
    return {one.id: one for one in session.scalars(select(Opening).where(Opening.id.in_(list(ids))))}


def applications_touched(session: Session, link_ids: Iterable[int]) -> list[Application]:
    """Return the applications with a touch of one of these links, newest first."""
    touched = (
        select(Journey.application_id)
        .join(JourneyTouch)
        .where(JourneyTouch.link_id.in_(list(link_ids)))
        .scalar_subquery()
    )
    query = select(Application).where(Application.id.in_(touched)).options(joinedload(Application.opening))
    return list(session.scalars(query.order_by(Application.received_at.desc()).limit(200)))
