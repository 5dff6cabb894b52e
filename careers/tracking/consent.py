"""Recognising a browser again: only where the installation asks for consent, and only after a yes.

The browser keeps a random id, the database its hash, so that nobody who reads the database can pose as a visitor.
Global Privacy Control (the header Sec-GPC, W3C working draft) counts as a no, whatever was said before.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from careers.tracking.models import Click, PageView, Verdict

COOKIE = "careers_visitor"
NO = "no"
LASTS = timedelta(days=395)  # thirteen months, the CNIL's longest
NO_LASTS = timedelta(days=182)
SAME_VISIT = timedelta(minutes=30)
_ID = re.compile(r"[A-Za-z0-9_-]{22}\Z")

Touch = tuple[int, datetime]


def new_id() -> str:
    """Return 128 random bits for a browser that said yes."""
    return secrets.token_urlsafe(16)


def refuses_by_itself(gpc: str | None) -> bool:
    """Say whether the browser objects for its person, by the value of its header Sec-GPC."""
    return (gpc or "").strip() == "1"


def visitor_of(cookie: str | None, gpc: str | None = None) -> str | None:
    """Return what is stored of a browser that said yes, else None."""
    if cookie is None or refuses_by_itself(gpc) or not _ID.match(cookie):
        return None
    return hashlib.sha256(cookie.encode()).hexdigest()


def touches_of(session: Session, visitor: str, since: datetime, until: datetime) -> list[Touch]:
    """Return the links that a browser followed in [since, until] with their times, in order.

    A click and the pages that it led to are one touch: the same link again within half an hour does not count again.
    """
    found: list[Touch] = []
    for link_id, at in sorted(_seen(session, visitor, since, until), key=lambda touch: touch[1]):
        if not (found and found[-1][0] == link_id and at - found[-1][1] <= SAME_VISIT):
            found.append((link_id, at))
    return found


def _seen(session: Session, visitor: str, since: datetime, until: datetime) -> list[Touch]:
    clicks = select(Click.link_id, Click.at).where(
        Click.visitor == visitor, Click.verdict == Verdict.HUMAN, Click.at.between(since, until)
    )
    views = select(PageView.link_id, PageView.at).where(
        PageView.visitor == visitor,
        PageView.verdict == Verdict.HUMAN,
        PageView.link_id.is_not(None),
        PageView.at.between(since, until),
    )
    return [(link, at) for query in (clicks, views) for link, at in session.execute(query) if link]


def forget_visitor(session: Session, visitor: str) -> None:
    """Cut the tie between a browser and what it followed; the counts stay."""
    for table in (Click, PageView):
        session.execute(update(table).where(table.visitor == visitor).values(visitor=None))


def forget_old_visitors(session: Session, at: datetime) -> int:
    """Cut every tie that is older than thirteen months; return how many."""
    count = 0
    for table in (Click, PageView):
        old = update(table).where(table.visitor.is_not(None), table.at < at - LASTS)
        count += session.execute(old.values(visitor=None)).rowcount  # type: ignore[attr-defined]
    return count
