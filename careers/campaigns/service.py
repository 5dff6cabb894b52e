"""What happens to channels, campaigns and posts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.campaigns import queries
from careers.campaigns.models import Campaign, Channel, Post, PostState
from careers.campaigns.networks import NATURES
from careers.locks import one_at_a_time
from careers.openings.models import Opening


def slug_of(text: str) -> str:
    """Return a text as a short name: plain lower-case letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "x"


def _free_slug(session: Session, model: type[Campaign] | type[Channel], text: str) -> str:
    one_at_a_time(session, f"{model.__tablename__}.slug")
    wanted = slug = slug_of(text)
    n = 1
    while session.scalar(select(model.id).where(model.slug == slug)) is not None:
        n += 1
        slug = f"{wanted}-{n}"
    return slug


def save_channel(
    session: Session, actor: User, channel: Channel | None, values: Mapping[str, Any]
) -> Channel:
    """Make a channel, or change the one given. Empty utm values become those of its network."""
    action = "channel.edited" if channel else "channel.created"
    if channel is None:
        channel = Channel(slug=_free_slug(session, Channel, values["name"]))
    for name, value in values.items():
        setattr(channel, name, value)
    nature = NATURES[channel.network]
    for name in ("utm_source", "organic_medium", "paid_medium"):
        setattr(channel, name, (getattr(channel, name) or getattr(nature, name)).strip().lower())
    session.add(channel)
    audit.record(session, actor, action, channel)
    return channel


def archive_channel(session: Session, actor: User, channel: Channel, at: datetime | None) -> None:
    """Take a channel out of the choices; with None it comes back."""
    channel.archived_at = at
    audit.record(session, actor, "channel.archived" if at else "channel.restored", channel)


def save_campaign(
    session: Session,
    actor: User,
    campaign: Campaign | None,
    values: Mapping[str, Any],
    openings: Sequence[Opening],
) -> Campaign:
    """Make a campaign, or change the one given; its short name stays, because links carry it."""
    action = "campaign.edited" if campaign else "campaign.created"
    if campaign is None:
        campaign = Campaign(slug=_free_slug(session, Campaign, values["name"]))
    for name, value in values.items():
        setattr(campaign, name, value)
    campaign.openings = list(openings)
    session.add(campaign)
    audit.record(session, actor, action, campaign)
    return campaign


def archive_campaign(session: Session, actor: User, campaign: Campaign, at: datetime | None) -> None:
    """Put a campaign away; with None it comes back. Its links go on working."""
    campaign.archived_at = at
    audit.record(session, actor, "campaign.archived" if at else "campaign.restored", campaign)


def duplicate_campaign(  # noqa: PLR0913  what the copy is called, when it begins, and by which clock
    session: Session, actor: User, campaign: Campaign, name: str, starts_on: date, at: datetime, zone: str
) -> Campaign:
    """Return a copy that begins on another day: the same openings, its posts as drafts at the same local hours."""
    shift = starts_on - campaign.starts_on
    copied = ("note", "goal_applications", "goal_hires", "budget_cents", "currency", "owner_id")
    values = {field: getattr(campaign, field) for field in copied}
    dates = {"name": name, "starts_on": starts_on, "ends_on": campaign.ends_on + shift, "created_at": at}
    copy = save_campaign(session, actor, None, {**values, **dates}, campaign.openings)
    for post in queries.posts_of(session, campaign):
        planned = _shifted(post.planned_at, shift, zone) if post.planned_at else None
        fields = ("channel_id", "opening_id", "title", "text", "is_sponsored", "cost_cents", "currency")
        held = {field: getattr(post, field) for field in fields}
        state = PostState.IDEA if post.state is PostState.IDEA else PostState.DRAFT
        session.add(Post(**held, campaign=copy, planned_at=planned, state=state, author=actor, created_at=at))
    session.flush()
    return copy


def _shifted(instant: datetime, shift: timedelta, zone: str) -> datetime:
    """Return the same local hour some days later, whether or not the clock was changed in between."""
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + shift
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
