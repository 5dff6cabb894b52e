"""Clicks and views per local day: what reports add up instead of every single click.

A day that is over for a whole day is sealed: its clicks are counted once into a narrow table. Reports add the sealed
days to the raw clicks of the days after, so the figures are the same with or without seals. Clicks that come late
(replayed from the spool, judged again) open the seals from their day on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal_column, select
from sqlalchemy.orm import Session

from careers.clock import day_starts, local_date
from careers.locks import one_at_a_time
from careers.tracking.models import Click, ClickDay, Page, PageView, SealedDays, Verdict, ViewDay
from careers.tracking.queries import Clicks

NO_LINK = 0


def sealed_until(session: Session, zone: str) -> date | None:
    """Return the last sealed local day of a time zone, or None."""
    row = session.get(SealedDays, 1)
    return row.last_day if row is not None and row.zone == zone else None


def seal(session: Session, today: date, zone: str) -> int:
    """Seal every local day up to the one before yesterday; return how many days that added. The caller commits."""
    one_at_a_time(session, "sealed days")
    last, held = today - timedelta(days=2), session.get(SealedDays, 1)
    if held is not None and held.zone != zone:
        unseal(session)
        held = None
    first = held.last_day + timedelta(days=1) if held else _first_day(session, zone)
    if first is None or first > last:
        return 0
    for n in range((last - first).days + 1):
        _seal_day(session, first + timedelta(days=n), zone)
    session.merge(SealedDays(id=1, zone=zone, last_day=last))
    session.flush()
    return (last - first).days + 1


def unseal(session: Session, first: date | None = None) -> None:
    """Open the seals from a local day on, or all of them: these days are counted from the raw clicks again."""
    held = session.get(SealedDays, 1)
    if held is None or (first is not None and first > held.last_day):
        return
    for table in (ClickDay, ViewDay):
        session.execute(delete(table).where(table.day >= first) if first else delete(table))
    if first is None:
        session.delete(held)
    else:
        held.last_day = first - timedelta(days=1)
    session.flush()


def clicks_by_link(
    session: Session, first: date, last: date, zone: str, link_ids: Collection[int] | None = None
) -> dict[int, Clicks]:
    """Return the clicks of each link on local days, both ends included; links without any are left out."""
    until = sealed_until(session, zone)
    found: dict[int, dict[Verdict, int]] = defaultdict(lambda: defaultdict(int))
    if until is not None and until >= first:
        query = select(ClickDay.link_id, ClickDay.verdict, func.sum(ClickDay.clicks)).where(
            ClickDay.day.between(first, min(last, until)), *_among(ClickDay.link_id, link_ids)
        )
        for link, verdict, count in session.execute(query.group_by(ClickDay.link_id, ClickDay.verdict)):
            found[link][verdict] += count
        first = until + timedelta(days=1)
    if first <= last:
        raw = select(Click.link_id, Click.verdict, func.count()).where(
            *_during(Click.at, first, last, zone), *_among(Click.link_id, link_ids)
        )
        for link, verdict, count in session.execute(raw.group_by(Click.link_id, Click.verdict)):
            found[link][verdict] += count
    return {link: Clicks(n[Verdict.HUMAN], n[Verdict.BOT], n[Verdict.SUSPECT]) for link, n in found.items()}


def humans_by_day(
    session: Session, first: date, last: date, zone: str, link_ids: Collection[int] | None = None
) -> dict[date, int]:
    """Return the human clicks of each local day that has any."""
    until = sealed_until(session, zone)
    found: dict[date, int] = defaultdict(int)
    query = select(ClickDay.day, func.sum(ClickDay.clicks)).where(ClickDay.verdict == Verdict.HUMAN)
    if until is not None and until >= first:
        days = query.where(ClickDay.day.between(first, min(last, until)), *_among(ClickDay.link_id, link_ids))
        found.update({day: count for day, count in session.execute(days.group_by(ClickDay.day))})
        first = until + timedelta(days=1)
    for day in (first + timedelta(days=n) for n in range(max(0, (last - first).days + 1))):
        count = session.scalar(_raw_humans(day, zone, link_ids))
        if count:
            found[day] = count
    return dict(found)


def views_by_link(session: Session, page: Page, first: date, last: date, zone: str) -> dict[int | None, int]:
    """Return the human views of a kind of page by the link that led there; None counts those without a link."""
    until = sealed_until(session, zone)
    found: dict[int | None, int] = defaultdict(int)
    if until is not None and until >= first:
        query = select(ViewDay.link_id, func.sum(ViewDay.views)).where(
            ViewDay.page == page, ViewDay.day.between(first, min(last, until))
        )
        for link, count in session.execute(query.group_by(ViewDay.link_id)):
            found[None if link == NO_LINK else link] += count
        first = until + timedelta(days=1)
    if first <= last:
        raw = select(PageView.link_id, func.count()).where(
            PageView.page == page, PageView.verdict == Verdict.HUMAN, *_during(PageView.at, first, last, zone)
        )
        for link_id, count in session.execute(raw.group_by(PageView.link_id)):
            found[link_id] += count
    return dict(found)


def _first_day(session: Session, zone: str) -> date | None:
    begins = [session.scalar(select(func.min(at))) for at in (Click.at, PageView.at)]
    found = [one for one in begins if one is not None]
    return local_date(min(found), zone) if found else None


def _seal_day(session: Session, day: date, zone: str) -> None:
    """Count one day into the tables."""
    counts = select(Click.link_id, Click.verdict, func.count()).where(*_during(Click.at, day, day, zone))
    rows: list[dict[str, Any]] = [
        {"day": day, "link_id": link, "verdict": verdict, "clicks": count}
        for link, verdict, count in session.execute(counts.group_by(Click.link_id, Click.verdict))
    ]
    if rows:
        session.execute(insert(ClickDay), rows)
    link = func.coalesce(PageView.link_id, literal_column("0"))
    views = select(PageView.page, link, func.count()).where(*_during(PageView.at, day, day, zone))
    views = views.where(PageView.verdict == Verdict.HUMAN).group_by(PageView.page, link)
    seen = [
        {"day": day, "page": page, "link_id": link_id, "views": count}
        for page, link_id, count in session.execute(views)
    ]
    if seen:
        session.execute(insert(ViewDay), seen)


def _during(at: Any, first: date, last: date, zone: str) -> Iterable[ColumnElement[bool]]:
    return at >= day_starts(first, zone), at < day_starts(last + timedelta(days=1), zone)


def _among(column: Any, link_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if link_ids is None else [column.in_(link_ids)]


def _raw_humans(day: date, zone: str, link_ids: Collection[int] | None) -> Select[int]:
    query = select(func.count()).select_from(Click).where(Click.verdict == Verdict.HUMAN)
    return query.where(*_during(Click.at, day, day, zone), *_among(Click.link_id, link_ids))
