"""What happens to a post: written, made ready with its tracked link, published, withdrawn."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.campaigns.models import Post, PostState
from careers.campaigns.networks import NATURES, length_on
from careers.tracking import service as tracking
from careers.tracking.models import Link

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


def save_post(
    session: Session, actor: User, post: Post | None, values: Mapping[str, Any], at: datetime
) -> Post:
    """Make a post, or change the one given; its link, if it has one, follows the opening and the channel.

    Raises WrongState once it is out; for a post that is ready, NothingToPublish and TextTooLong as well.
    """
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
    if post.state is State.READY:
        _refuse_unfit(post)
    if post.link is not None:
        _update_link(session, post, post.link, at)
    audit.record(session, actor, action, post)
    return post


def _update_link(session: Session, post: Post, link: Link, at: datetime) -> None:
    """Let the link say what the post says now; what did not change is left alone."""
    said = _link_values(post)
    changed = {name: value for name, value in said.items() if getattr(link, name) != value}
    if changed:
        tracking.change_link(session, link, at, **changed)


def make_ready(session: Session, actor: User, post: Post, domains: Collection[str], at: datetime) -> None:
    """Check a post and give it its tracked link; a link that it has already stays.

    Raises WrongState, NothingToPublish or TextTooLong.
    """
    session.refresh(post, with_for_update={"of": Post})
    _require(post, "make_ready")
    _refuse_unfit(post)
    if post.link is None:
        post.link = tracking.create_link(session, **_link_values(post), domains=domains, at=at)
    _enter(session, actor, post, State.READY)


def _refuse_unfit(post: Post) -> None:
    """Refuse a text that the network would not take."""
    if not post.text.strip():
        raise NothingToPublish(str(post.id))
    network = post.channel.network
    length, limit = length_on(network, post.text, LONGEST_ADDRESS), NATURES[network].limit
    if length > limit:
        raise TextTooLong(length, limit)


def _link_values(post: Post) -> dict[str, str]:
    """Return what the link of a post says: where it leads, and the utm values of its channel and campaign."""
    channel = post.channel
    medium = channel.paid_medium if post.is_sponsored else channel.organic_medium
    return {
        "target": f"/jobs/{post.opening.slug}" if post.opening else "/jobs",
        "label": post.title,
        "utm_source": channel.utm_source.lower(),
        "utm_medium": medium.lower(),
        "utm_campaign": post.campaign.slug,
        "utm_content": f"p{post.id}",
    }


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
    """Record that something without a lasting address is out: a story, a mail, a poster.

    Raises WrongState, or AddressNeeded where everything that the network shows has an address.
    """
    session.refresh(post, with_for_update={"of": Post})
    _require(post, "publish")
    if not NATURES[post.channel.network].may_lack_address:
        raise AddressNeeded(post.channel.network.value)
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
    """Take a post back to change it; it keeps its link, and counts as not published. Raises WrongState."""
    _require(post, "back_to_draft")
    post.withdrawn_at, post.published_at, post.public_url = None, None, ""
    _enter(session, actor, post, State.DRAFT)


def _require(post: Post, act: str) -> None:
    if post.state not in MAY[act]:
        raise WrongState(f"{act} from {post.state}")


def _enter(session: Session, actor: User, post: Post, state: PostState) -> None:
    post.state = state
    audit.record(session, actor, f"post.{state}", post)
