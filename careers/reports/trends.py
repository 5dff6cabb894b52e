"""Figures per day or week, for the trend picture, and the steps of the funnel."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from careers.clock import local_date
from careers.reports import queries
from careers.reports.figures import EVERYTHING, Figures, Level, Part
from careers.reports.periods import Period
from careers.reports.tables import Source
from careers.tracking import daily


@dataclass(frozen=True)
class Span:
    """Clicks and applications of one day, or of the week that begins on that day."""

    first: date
    clicks: int
    applications: int


@dataclass(frozen=True)
class Trend:
    """The spans of a period in order; `is_weekly` says that each is a week."""

    spans: tuple[Span, ...]
    is_weekly: bool


@dataclass(frozen=True)
class Step:
    """One step of the funnel, and its share of the first step that has a number."""

    name: str
    number: float
    width: float


def trend(session: Session, period: Period, part: Part = EVERYTHING) -> Trend:
    """Return human clicks and applications over a period: per day up to 62 days, else per week.

    With a part: the clicks of its posts, and the applications that its posts touched.
    """
    links = Source(session, Level.POST, part).links()
    clicks = daily.humans_by_day(session, period.first, period.last, period.zone, links)
    applied: Counter[date] = Counter()
    for at, count in queries.arrivals_by_quarter(session, period.since, period.until, part, links):
        applied[local_date(at, period.zone)] += count
    is_weekly = period.days > 62
    step = 7 if is_weekly else 1
    spans = []
    for offset in range(0, period.days, step):
        held = [period.first + timedelta(days=offset + n) for n in range(step) if offset + n < period.days]
        spans.append(Span(held[0], sum(clicks.get(d, 0) for d in held), sum(applied[d] for d in held)))
    return Trend(tuple(spans), is_weekly)


def funnel(total: Figures) -> list[Step]:
    """Return the steps from click to hire; a width of 100 is the largest step."""
    names = ("clicks", "visits", "form_starts", "applications", "shortlisted", "interviews", "hires")
    most = max((getattr(total, name) for name in names), default=0) or 1
    return [Step(name, getattr(total, name), round(100 * getattr(total, name) / most, 2)) for name in names]
