"""What links, clicks and page views say. Every count is one grouped query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, extract, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from careers.clock import day_starts, local_date
from careers.tracking.models import Click, Link, Page, PageView, Verdict

# Today every zone's days begin at a full quarter of an hour, so a quarter belongs to one local day.
_QUARTER: ColumnElement[int] = literal_column("900")


@dataclass(frozen=True)
class Clicks:
    """Clicks by verdict. `human` is the figure; the others are shown beside it."""

    human: int = 0
    bots: int = 0
    suspect: int = 0

    @property
    def others(self) -> int:
        """Return what was not judged human."""
        return self.bots + self.suspect


@dataclass(frozen=True)
class DayOfClicks:
    """One local calendar day."""

    day: date
    human: int
    others: int


NO_CLICKS = Clicks()


def link_by_code(session: Session, code: str) -> Link | None:
    """Return the link of a code, typed in any case."""
    return session.scalar(select(Link).where(Link.code == code.strip().casefold()))


def link_ids(session: Session, codes: Collection[str]) -> list[int]:
    """Return the ids of links by their codes, typed in any case; unknown codes have none."""
    folded = [code.strip().casefold() for code in codes]
    return list(session.scalars(select(Link.id).where(Link.code.in_(folded))))


def click_counts(
    session: Session,
    link_ids: Collection[int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[int, Clicks]:
    """Return the clicks of each link in [since, until); a link that was asked for is there even without any."""
    query = select(Click.link_id, Click.verdict, func.count()).where(*_during(Click.at, since, until))
    if link_ids is not None:
        query = query.where(Click.link_id.in_(link_ids))
    found: dict[int, dict[Verdict, int]] = {}
    for link_id, verdict, count in session.execute(query.group_by(Click.link_id, Click.verdict)):
        found.setdefault(link_id, {})[verdict] = count
    return {link_id: _clicks(found.get(link_id, {})) for link_id in (found if link_ids is None else link_ids)}


def clicks_per_day(
    session: Session, link_ids: Collection[int], first: date, last: date, zone: str
) -> list[DayOfClicks]:
    """Return every local day of a period, both ends included, with the clicks of some links together."""
    humans: dict[date, int] = {}
    others: dict[date, int] = {}
    for quarter, verdict, count in session.execute(_quarters(link_ids, first, last, zone)):
        day = local_date(datetime.fromtimestamp(int(quarter), UTC), zone)
        counts = humans if verdict is Verdict.HUMAN else others
        counts[day] = counts.get(day, 0) + count
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [DayOfClicks(day, humans.get(day, 0), others.get(day, 0)) for day in days]


def view_counts(
    session: Session,
    page: Page,
    subject_ids: Collection[int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[int, int]:
    """Return the human views of each opening's page; one that was asked for is there even without any."""
    counts = _human_views(session, PageView.subject_id, page, since, until, subject_ids)
    return counts if subject_ids is None else {key: counts.get(key, 0) for key in subject_ids}


def view_counts_by_link(
    session: Session,
    page: Page,
    link_ids: Collection[int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[int | None, int]:
    """Return the human views that came through each link; without `link_ids`, None counts those without a link."""
    counts = _human_views(session, PageView.link_id, page, since, until, link_ids)
    return counts if link_ids is None else {key: counts.get(key, 0) for key in link_ids}


def _human_views(  # noqa: PLR0913  one query, every part of it named
    session: Session,
    by: InstrumentedAttribute[Any],
    page: Page,
    since: datetime | None,
    until: datetime | None,
    keys: Collection[int] | None,
) -> dict[Any, int]:
    query = select(by, func.count()).where(PageView.page == page, PageView.verdict == Verdict.HUMAN)
    query = query.where(*_during(PageView.at, since, until))
    if keys is not None:
        query = query.where(by.in_(keys))
    return {key: count for key, count in session.execute(query.group_by(by))}


def quarter_of(at: InstrumentedAttribute[datetime]) -> ColumnElement[Any]:
    """Return the beginning of the quarter of an hour that an instant is in, as seconds since 1970."""
    seconds = extract("epoch", at)
    return seconds - seconds % _QUARTER


def _quarters(link_ids: Collection[int], first: date, last: date, zone: str) -> Any:
    quarter = quarter_of(Click.at).label("quarter")
    since, until = day_starts(first, zone), day_starts(last + timedelta(days=1), zone)
    return (
        select(quarter, Click.verdict, func.count())
        .where(Click.link_id.in_(link_ids), *_during(Click.at, since, until))
        .group_by(quarter, Click.verdict)
    )


def _during(
    at: InstrumentedAttribute[datetime], since: datetime | None, until: datetime | None
) -> Sequence[ColumnElement[bool]]:
    limits = [] if since is None else [at >= since]
    return limits if until is None else [*limits, at < until]


def _clicks(counts: dict[Verdict, int]) -> Clicks:
    return Clicks(counts.get(Verdict.HUMAN, 0), counts.get(Verdict.BOT, 0), counts.get(Verdict.SUSPECT, 0))
