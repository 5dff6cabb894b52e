"""Reads of channels, campaigns and posts."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from careers.campaigns.models import Campaign, Channel, Post, PostState, campaign_opening
from careers.folding import says
from careers.openings.models import Opening
from careers.tracking.models import Link


class When(enum.StrEnum):
    """Where a campaign is in time; archived ones are apart."""

    RUNNING = "running"
    PLANNED = "planned"
    ENDED = "ended"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Wanted:
    """What a list of campaigns is asked for; an empty value asks for nothing."""

    q: str = ""
    when: When | None = None
    owner_id: int | None = None
    sort: str = "-starts"


_SORTS = {"name": func.lower(Campaign.name), "starts": Campaign.starts_on, "ends": Campaign.ends_on}


def campaigns(wanted: Wanted, today: date) -> Select[Campaign]:
    """Return campaigns by what the list is asked for; archived ones only when asked."""
    query = (
        select(Campaign)
        .options(joinedload(Campaign.owner))
        .where(*says(wanted.q, Campaign.name, Campaign.note))
    )
    if wanted.owner_id:
        query = query.where(Campaign.owner_id == wanted.owner_id)
    if wanted.when is When.ARCHIVED:
        query = query.where(Campaign.archived_at.is_not(None))
    else:
        query = query.where(Campaign.archived_at.is_(None))
    if wanted.when is When.RUNNING:
        query = query.where(Campaign.starts_on <= today, Campaign.ends_on >= today)
    elif wanted.when is When.PLANNED:
        query = query.where(Campaign.starts_on > today)
    elif wanted.when is When.ENDED:
        query = query.where(Campaign.ends_on < today)
    column = _SORTS.get(wanted.sort.removeprefix("-"), Campaign.starts_on)
    return query.order_by(column.desc() if wanted.sort.startswith("-") else column.asc(), Campaign.id.desc())


def when_of(campaign: Campaign, today: date) -> When:
    """Say where a campaign is in time."""
    if campaign.archived_at is not None:
        return When.ARCHIVED
    if campaign.ends_on < today:
        return When.ENDED
    return When.PLANNED if campaign.starts_on > today else When.RUNNING


def campaign_by_id(session: Session, campaign_id: int) -> Campaign | None:
    """Return a campaign, archived or not."""
    return session.get(Campaign, campaign_id)


def campaign_by_slug(session: Session, slug: str) -> Campaign | None:
    """Return a campaign by its short name."""
    return session.scalars(select(Campaign).where(Campaign.slug == slug.casefold())).first()


def campaigns_of_opening(session: Session, opening: Opening) -> list[Campaign]:
    """Return the campaigns for an opening, the latest first."""
    mine = exists().where(
        campaign_opening.c.campaign_id == Campaign.id, campaign_opening.c.opening_id == opening.id
    )
    query = select(Campaign).where(mine, Campaign.archived_at.is_(None))
    return list(session.scalars(query.order_by(Campaign.starts_on.desc())))


def post_by_id(session: Session, post_id: int) -> Post | None:
    """Return a post in whatever state."""
    return session.get(Post, post_id)


def posts_of(session: Session, campaign: Campaign) -> list[Post]:
    """Return the posts of a campaign by their planned time, those without one last."""
    query = select(Post).where(Post.campaign_id == campaign.id).options(joinedload(Post.opening))
    return list(session.scalars(query.order_by(Post.planned_at.asc().nulls_last(), Post.id)))


def posts_for_opening(session: Session, opening: Opening) -> list[Post]:
    """Return the posts that lead to an opening, the next ones first, then the latest."""
    query = select(Post).join(Post.campaign).where(Post.opening_id == opening.id)
    query = query.where(Campaign.archived_at.is_(None))
    return list(session.scalars(query.order_by(Post.published_at.desc().nulls_first(), Post.planned_at)))


def post_of_link(session: Session, link: Link) -> Post | None:
    """Return the post that owns a link."""
    return session.scalars(select(Post).where(Post.link_id == link.id)).first()


def post_counts(session: Session, campaign_ids: Iterable[int]) -> dict[int, dict[PostState, int]]:
    """Return how many posts of each state each campaign has."""
    query = select(Post.campaign_id, Post.state, func.count()).where(Post.campaign_id.in_(list(campaign_ids)))
    found: dict[int, dict[PostState, int]] = {}
    for campaign_id, state, count in session.execute(query.group_by(Post.campaign_id, Post.state)):
        found.setdefault(campaign_id, {})[state] = count
    return found


def posts_due(session: Session, before: datetime) -> list[Post]:
    """Return posts that were to be published before an instant and are not, the oldest first."""
    open_states = (PostState.IDEA, PostState.DRAFT, PostState.READY)
    query = select(Post).join(Post.campaign).where(Post.state.in_(open_states), Post.planned_at < before)
    query = query.where(Campaign.archived_at.is_(None)).options(joinedload(Post.campaign))
    return list(session.scalars(query.order_by(Post.planned_at)))


def quiet_campaigns(session: Session, today: date, since: datetime) -> list[Campaign]:
    """Return running campaigns that published nothing since an instant."""
    published = exists().where(Post.campaign_id == Campaign.id, Post.published_at >= since)
    query = select(Campaign).where(
        Campaign.archived_at.is_(None), Campaign.starts_on <= today, Campaign.ends_on >= today, ~published
    )
    return list(session.scalars(query.order_by(Campaign.ends_on)))


def channels(session: Session, archived: bool = False) -> list[Channel]:
    """Return channels by name; archived ones only on request."""
    query = select(Channel).order_by(func.lower(Channel.name))
    return list(session.scalars(query if archived else query.where(Channel.archived_at.is_(None))))
