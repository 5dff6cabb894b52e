"""What one may do with links, and how a view of a page is counted."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.tracking import targets, verdict
from careers.tracking.models import Link, Page, PageView

# Neither look-alikes (0 o, 1 l i) nor vowels, so that no code is misread or spells a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
CODE_LENGTH = 7


class TargetRefused(ValueError):
    """A link may lead only to a path of ours, or by https to a domain that the settings allow."""


def create_link(  # noqa: PLR0913  the values of one row
    session: Session,
    target: str,
    *,
    label: str = "",
    utm_source: str = "",
    utm_medium: str = "",
    utm_campaign: str = "",
    utm_content: str = "",
    domains: Collection[str] = frozenset(),
    at: datetime,
) -> Link:
    """Make a live link with a new code; utm values are kept in lower case. Raises TargetRefused."""
    if not targets.is_allowed(target, domains):
        raise TargetRefused(target)
    utm = {
        "utm_source": utm_source,
        "utm_medium": utm_medium,
        "utm_campaign": utm_campaign,
        "utm_content": utm_content,
    }
    link = Link(
        code=_unused_code(session),
        target=target,
        label=_stored("label", label),
        created_at=at,
        changed_at=at,
        **{name: _stored(name, value) for name, value in utm.items()},
    )
    session.add(link)
    session.flush()
    return link


def change_link(
    session: Session, link: Link, at: datetime, domains: Collection[str] = frozenset(), **values: str
) -> None:
    """Let a link lead somewhere else or say other utm values; its code and its clicks stay. Raises TargetRefused.

    `values` are names and values as for `create_link`; what is not named stays.
    """
    if "target" in values and not targets.is_allowed(values["target"], domains):
        raise TargetRefused(values["target"])
    for name, value in values.items():
        setattr(link, name, _stored(name, value))
    link.changed_at = at
    session.flush()


def _stored(name: str, value: str) -> str:
    """Return a value of a link as its column keeps it: utm values short and in lower case."""
    if name == "target":
        return value
    return value[:300] if name == "label" else value.lower()[:80]


def disable_link(session: Session, actor: User | None, link: Link, at: datetime) -> None:
    """Stop sending people on: the address answers 410 from now. A disabled link stays as it is."""
    if link.is_live:
        link.disabled_at = link.changed_at = at
        audit.record(session, actor, "link.disabled", link, code=link.code)


def enable_link(session: Session, actor: User | None, link: Link, at: datetime) -> None:
    """Send people on again. A live link stays as it is."""
    if not link.is_live:
        link.disabled_at, link.changed_at = None, at
        audit.record(session, actor, "link.enabled", link, code=link.code)


def count_view(  # noqa: PLR0913  the facts of one request
    session: Session,
    page: Page,
    subject_id: int,
    link_id: int | None,
    *,
    agent: str | None,
    headers: Mapping[str, str],
    at: datetime,
    method: str = "GET",
    visitor: str | None = None,
) -> PageView | None:
    """Store one view of a public page with its verdict; None for what is not counted (HEAD, prefetch)."""
    if not verdict.is_counted(method, headers):
        return None
    found = verdict.judge(agent, headers)
    view = PageView(
        at=at,
        page=page,
        subject_id=subject_id,
        link_id=link_id,
        verdict=found.verdict,
        reason=found.reason,
        device=verdict.device_of(agent),
        visitor=visitor,
    )
    session.add(view)
    session.flush()
    return view


def address_of(link: Link, public_url: str) -> str:
    """Return the public address of a link: what is written into a post."""
    return f"{public_url.rstrip('/')}/l/{link.code}"


def landing_of(link: Link) -> str:
    """Return where the link sends people: its target with `via` and the utm values added to the query."""
    names = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
    return targets.join(link.target, [("via", link.code), *((name, getattr(link, name)) for name in names)])


def _unused_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if session.scalar(select(Link.id).where(Link.code == code)) is None:
            return code
