"""The report's tables: what each post, campaign, channel or opening brought in a period.

Clicks and visits are counted by when they happened. Applications are those received in the period; interviews and
hires are what these applications have reached by now. Credit of one application sums to one over all rows, the row
"unknown" included, so the total is the number of applications.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from careers.applicants.models import StageKind
from careers.attribution.credit import Model, Unknown, credit
from careers.attribution.paths import Paths
from careers.campaigns.models import Post
from careers.reports import queries
from careers.reports.figures import EVERYTHING, OTHER, UNKNOWN, Figures, Key, Level, Part, Row, Table
from careers.reports.periods import Period
from careers.reports.queries import Arrival
from careers.tracking import queries as tracking
from careers.tracking.models import Page

Outcomes = Mapping[str, Sequence[bool]]


def table(
    session: Session,
    level: Level,
    period: Period,
    model: Model,
    part: Part = EVERYTHING,
    *,
    compared: bool = True,
) -> Table:
    """Return the table of a level for a period, each row compared with the period before unless that is not wanted.

    With a part, its own posts have rows; what others brought stands in the row "other", so the total stays true.
    """
    source = _Source(session, level, model, part)
    now = source.figures(period)
    before = source.figures(period.before()) if compared else {}
    keys = [*source.subjects, *(key for key in (OTHER, UNKNOWN) if key in now or key in before)]
    rows = [
        Row(key, source.subjects.get(key), now.get(key, Figures()), before.get(key, Figures()))
        for key in keys
    ]
    shown = [
        row for row in rows if row.now != Figures() or row.before != Figures() or part.campaign is not None
    ]
    shown.sort(
        key=lambda row: (isinstance(row.key, str), -row.now.applications, -row.now.clicks, str(row.key))
    )
    return Table(level, tuple(shown))


class _Source:
    """Adds up figures per key of one level; a part narrows the rows to its own posts."""

    def __init__(self, session: Session, level: Level, model: Model, part: Part) -> None:
        self.session, self.level, self.model, self.part = session, level, model, part
        self.posts = queries.posts_by_link(session)
        self.subjects: dict[Key, object] = {}
        for post in queries.posts(session, part.campaign):
            key, subject = _place(level, post)
            if subject is not None and part.holds(post):
                self.subjects[key] = subject

    def key_of(self, link_id: int | None) -> Key:
        """Return the row that a link belongs to."""
        post = self.posts.get(link_id) if link_id is not None else None
        if post is None:
            return UNKNOWN if link_id is None else OTHER
        if not self.part.holds(post):
            return OTHER
        return _place(self.level, post)[0]

    def figures(self, period: Period) -> dict[Key, Figures]:
        """Return the figures of each row in a period."""
        found: dict[Key, Figures] = defaultdict(Figures)
        for part in (self._counted(period), self._paid(period), self._credited(period)):
            for key, figures in part:
                found[key] += figures
        return dict(found)

    def _counted(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        since, until, links = period.since, period.until, self._links()
        for link_id, clicks in tracking.click_counts(self.session, links, since, until).items():
            if self._is_shown(link_id):
                yield self.key_of(link_id), Figures(clicks=clicks.human, bots=clicks.bots + clicks.suspect)
        for page, name in ((Page.JOB, "visits"), (Page.FORM, "form_starts")):
            counts = tracking.view_counts_by_link(self.session, page, links, since, until)
            for link, count in counts.items():
                if self._is_shown(link):
                    yield self.key_of(link), _figure(name, count)

    def _links(self) -> list[int] | None:
        """Return the links whose counts are shown, or None for all, those of no post among them."""
        if self.part.is_everything:
            return None
        return [link_id for link_id, post in self.posts.items() if self.part.holds(post)]

    def _is_shown(self, link_id: int | None) -> bool:
        """Say whether what a link counted belongs here: a part shows its own posts' clicks only."""
        return self.part.is_everything or self.key_of(link_id) not in {OTHER, UNKNOWN}

    def _paid(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        for post in self.posts.values():
            is_now = post.published_at is not None and period.since <= post.published_at < period.until
            if is_now and post.cost_cents and self._is_shown(post.link_id):
                yield self.key_of(post.link_id), Figures(cost_cents=post.cost_cents)

    def _credited(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        found = queries.arrivals(
            self.session, period.since, period.until, self.part.campaign, self.part.link_id
        )
        outcomes = {
            "applications": [True] * len(found),
            "interviews": [StageKind.INTERVIEW in one.reached for one in found],
            "hires": [StageKind.HIRED in one.reached for one in found],
        }
        share = self._of_openings if self.level is Level.OPENING else self._of_touches
        for name, key, amount in share(found, outcomes):
            yield key, _figure(name, amount)

    def _of_openings(self, found: list[Arrival], outcomes: Outcomes) -> Iterable[tuple[str, Key, float]]:
        """Yield how many applications of each opening reached each outcome; no model is needed for that."""
        for opening_id, opening in queries.openings(self.session, {one.opening_id for one in found}).items():
            self.subjects[opening_id] = opening
        for name, reached in outcomes.items():
            counts = Counter(one.opening_id for one, has in zip(found, reached, strict=True) if has)
            yield from ((name, key, count) for key, count in counts.items())

    def _of_touches(self, found: list[Arrival], outcomes: Outcomes) -> Iterable[tuple[str, Key, float]]:
        """Yield the credit of each row for each outcome; the journeys are laid out once for all of them."""
        paths = self._paths(found)
        for name, reached in outcomes.items():
            given = credit(replace(paths, conversions=np.array(reached, dtype=np.float64)), self.model)
            for key, amount in given.amounts.items():
                if amount:
                    yield name, UNKNOWN if isinstance(key, Unknown) else key, amount

    def _paths(self, found: list[Arrival]) -> Paths:
        """Return the frozen journeys as columns, each touch under the key of its row."""
        places: dict[int, Key] = {link: self.key_of(link) for one in found for link, _at in one.touches}
        numbers: dict[Key, int] = {}
        codes = [numbers.setdefault(places[link], len(numbers)) for one in found for link, _at in one.touches]
        lengths = np.array([len(one.touches) for one in found], dtype=np.int64)
        ages = [(one.received_at - at).total_seconds() for one in found for _link, at in one.touches]
        none = np.zeros(len(found))
        return Paths(
            keys=tuple(numbers),
            codes=np.array(codes, dtype=np.int64),
            starts=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
            conversions=none,
            nulls=none,
            values=none,
            ages=np.array(ages, dtype=np.float64),
        )


def _figure(name: str, amount: float) -> Figures:
    return replace(Figures(), **{name: amount})  # type: ignore[arg-type]  # every figure is a number


def _place(level: Level, post: Post) -> tuple[Key, object]:
    """Return the key and the subject of the row that a post belongs to."""
    if level is Level.POST:
        return post.id, post
    if level is Level.CAMPAIGN:
        return post.campaign_id, post.campaign
    if level is Level.CHANNEL:
        return post.channel_id, post.channel
    return (post.opening_id, post.opening) if post.opening_id is not None else (OTHER, None)


def only(found: Table, key: Key) -> Row:
    """Return one row of a table; a row of nothing if it brought nothing."""
    return next((row for row in found.rows if row.key == key), Row(key, None, Figures()))


def compared(row: Row, name: str) -> float | None:
    """Return the change of a figure against the period before, as a share; None if there was nothing before."""
    before = getattr(row.before, name)
    return (getattr(row.now, name) - before) / before if before else None


def own(found: Table) -> Figures:
    """Return the sum of the ordinary rows, without "other" and "unknown"."""
    return sum((row.now for row in found.rows if not isinstance(row.key, str)), Figures())
