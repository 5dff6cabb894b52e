"""What happens to channels, campaigns and posts."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.campaigns import queries
from careers.campaigns.models import Campaign, Channel, Post, PostState
from careers.campaigns.networks import NATURES, length_on
from careers.openings.models import Opening
from careers.tracking import service as tracking

State = PostState

# Which states each act may begin in.
MAY: dict[str, frozenset[PostState]] = {
    "edit": frozenset({State.IDEA, State.DRAFT, State.READY}),
    "make_ready": frozenset({State.IDEA, State.DRAFT}),
    "publish": frozenset({State.READY}),
    "withdraw": frozenset({State.READY, State.PUBLISHED}),
    "back_to_draft": frozenset({State.READY, State.WITHDRAWN}),
}
LONGEST_ADDRESS = "x" * 40


class WrongState(ValueError):
    """The post's state does not allow this."""


class NothingToPublish(ValueError):
    """A post without a text cannot be made ready."""


class TextTooLong(ValueError):
    """The network does not take a text of this length; `length` and `limit` count its characters, link included."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} of {limit}")
        self.length, self.limit = length, limit


class AddressNeeded(ValueError):
    """Where a network gives posts a public address, publishing asks for it."""


def slug_of(text: str) -> str:
    """Return a text as a short name: plain lower-case letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "x"


def _free_slug(session: Session, model: type[Campaign] | type[Channel], text: str) -> str:
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


def duplicate_campaign(
    session: Session, actor: User, campaign: Campaign, name: str, starts_on: date, at: datetime
) -> Campaign:
    """Return a copy that begins on another day: the same openings, its posts as drafts with shifted times."""
    shift = starts_on - campaign.starts_on
    copied = ("note", "goal_applications", "goal_hires", "budget_cents", "currency", "owner_id")
    values = {field: getattr(campaign, field) for field in copied}
    dates = {"name": name, "starts_on": starts_on, "ends_on": campaign.ends_on + shift, "created_at": at}
    copy = save_campaign(session, actor, None, {**values, **dates}, campaign.openings)
    for post in queries.posts_of(session, campaign):
        planned = post.planned_at + shift if post.planned_at else None
        fields = ("channel_id", "opening_id", "title", "text", "is_sponsored", "cost_cents", "currency")
        held = {field: getattr(post, field) for field in fields}
        state = State.IDEA if post.state is State.IDEA else State.DRAFT
        session.add(Post(**held, campaign=copy, planned_at=planned, state=state, author=actor, created_at=at))
    session.flush()
    return copy


def save_post(session: Session, actor: User, post: Post | None, values: Mapping[str, Any]) -> Post:
    """Make a post, or change the one given; raises WrongState once it is out."""
    action = "post.edited" if post else "post.created"
    if post is None:
        post = Post(author=actor, state=State.DRAFT if values.get("text") else State.IDEA)
    else:
        _require(post, "edit")
    for name, value in values.items():
        setattr(post, name, value)
    if post.state is State.IDEA and post.text:
        post.state = State.DRAFT
    session.add(post)
    session.flush()
    session.refresh(post)
    audit.record(session, actor, action, post)
    return post


def make_ready(session: Session, actor: User, post: Post, domains: Collection[str], at: datetime) -> None:
    """Check a post and give it its tracked link; a link that it has already stays.

    Raises WrongState, NothingToPublish or TextTooLong.
    """
    session.refresh(post, with_for_update={"of": Post})
    _require(post, "make_ready")
    if not post.text.strip():
        raise NothingToPublish(str(post.id))
    length, limit = (
        length_on(post.channel.network, post.text, LONGEST_ADDRESS),
        NATURES[post.channel.network].limit,
    )
    if length > limit:
        raise TextTooLong(length, limit)
    if post.link is None:
        _give_link(session, post, domains, at)
    _enter(session, actor, post, State.READY)


def _give_link(session: Session, post: Post, domains: Collection[str], at: datetime) -> None:
    channel = post.channel
    post.link = tracking.create_link(
        session,
        f"/jobs/{post.opening.slug}" if post.opening else "/jobs",
        label=post.title,
        utm_source=channel.utm_source,
        utm_medium=channel.paid_medium if post.is_sponsored else channel.organic_medium,
        utm_campaign=post.campaign.slug,
        utm_content=f"p{post.id}",
        domains=domains,
        at=at,
    )


def publish_post(session: Session, actor: User, post: Post, public_url: str, at: datetime) -> None:
    """Record that a post is out, with its public address where its network gives one.

    Raises WrongState, or AddressNeeded when neither an address is given nor the network goes without.
    """
    session.refresh(post, with_for_update={"of": Post})
    _require(post, "publish")
    if not public_url and NATURES[post.channel.network].has_public_address:
        raise AddressNeeded(post.channel.network.value)
    _publish(session, actor, post, public_url, at)


def publish_without_address(session: Session, actor: User, post: Post, at: datetime) -> None:
    """Record that a story is out, which has no lasting address on any network; raises WrongState."""
    session.refresh(post, with_for_update={"of": Post})
    _require(post, "publish")
    _publish(session, actor, post, "", at)


def _publish(session: Session, actor: User, post: Post, public_url: str, at: datetime) -> None:
    post.public_url, post.published_at, post.withdrawn_at = public_url, at, None
    _enter(session, actor, post, State.PUBLISHED)


def withdraw_post(session: Session, actor: User, post: Post, at: datetime) -> None:
    """Record that a post is gone; its link goes on working for those who kept it. Raises WrongState."""
    _require(post, "withdraw")
    post.withdrawn_at = at
    _enter(session, actor, post, State.WITHDRAWN)


def back_to_draft(session: Session, actor: User, post: Post) -> None:
    """Take a post back to change it; it keeps its link. Raises WrongState."""
    _require(post, "back_to_draft")
    post.withdrawn_at = None
    _enter(session, actor, post, State.DRAFT)


def _require(post: Post, act: str) -> None:
    if post.state not in MAY[act]:
        raise WrongState(f"{act} from {post.state}")


def _enter(session: Session, actor: User, post: Post, state: PostState) -> None:
    post.state = state
    audit.record(session, actor, f"post.{state}", post)
