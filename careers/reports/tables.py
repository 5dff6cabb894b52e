"""The report's tables: what each post, campaign, channel or opening brought in a period.

Clicks and visits are counted by when they happened. Applications are those received in the period; what they reached
is what they have reached by now. Credit of one application sums to one over all rows, the row "unknown" included, so
the total is the number of applications. A part has rows for its own posts; what others brought stands in "other".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from careers.attribution.credit import Model, Unknown, credit
from careers.attribution.paths import Paths
from careers.attribution.weighted import TimeDecay
from careers.campaigns.models import Post
from careers.reports import queries
from careers.reports.figures import EVERYTHING, OTHER, UNKNOWN, Figures, Key, Level, Outcome, Part, Row, Table
from careers.reports.layout import AT_LEAST, laid_out, reaching
from careers.reports.periods import Period
from careers.reports.queries import Arrivals
from careers.tracking import daily
from careers.tracking.models import Page


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

    The row "unknown" is always there, even with nothing in it.
    """
    source = Source(session, level, part)
    now = source.figures(period, model)
    before = source.figures(period.before(), model) if compared else {}
    special = [key for key in (OTHER, UNKNOWN) if key in now or key in before or key == UNKNOWN]
    rows = [
        Row(key, source.subjects.get(key), now.get(key, Figures()), before.get(key, Figures()))
        for key in [*source.subjects, *special]
    ]
    shown = [row for row in rows if row.now != row.before or row.now != Figures() or _stays(row, part)]
    shown.sort(
        key=lambda row: (isinstance(row.key, str), -row.now.applications, -row.now.clicks, str(row.key))
    )
    return Table(level, tuple(shown))


def _stays(row: Row, part: Part) -> bool:
    """Say whether a row of nothing is shown: the unknown one, and every post of a campaign that is looked at."""
    return row.key == UNKNOWN or (part.campaign is not None and row.key != OTHER)


class Source:
    """Adds up figures per key of one level; a part narrows the rows to its own posts."""

    def __init__(self, session: Session, level: Level, part: Part) -> None:
        self.session, self.level, self.part = session, level, part
        self.posts = queries.posts_by_link(session)
        self.subjects: dict[Key, object] = {}
        for post in self.posts.values():
            key, subject = _place(level, post)
            if subject is not None and part.holds(post):
                self.subjects[key] = subject

    def key_of(self, link_id: int | None, opening_id: int = 0) -> Key:
        """Return the row that a link belongs to; on the level of openings a touch counts for the one applied for."""
        post = self.posts.get(link_id) if link_id is not None else None
        if post is None or not self.part.holds(post):
            return UNKNOWN if link_id is None else OTHER
        if self.level is Level.OPENING and opening_id:
            return opening_id
        return _place(self.level, post)[0]

    def figures(self, period: Period, model: Model) -> dict[Key, Figures]:
        """Return the figures of each row in a period."""
        found: dict[Key, Figures] = defaultdict(Figures)
        for part in (self._counted(period), self._paid(period), self._credited(period, model)):
            for key, figures in part:
                found[key] += figures
        return dict(found)

    def arrivals(self, period: Period, *, whole: bool = False) -> Arrivals:
        """Return the applications of a period that this report is about."""
        return queries.arrivals(self.session, period.since, period.until, self.part, whole=whole)

    def paths(self, found: Arrivals) -> Paths:
        """Return applications as paths, each touch under the key of its row."""
        return laid_out(found, self.key_of, by_opening=self.level is Level.OPENING)

    def subjects_with(self, opening_ids: set[int]) -> dict[Key, object]:
        """Return the subject of each row; on the level of openings those that were applied for are among them."""
        if self.level is Level.OPENING:
            found = queries.openings(self.session, opening_ids - self.subjects.keys())
            self.subjects.update({key: one for key, one in found.items()})
        return self.subjects

    def codes(self, key: Key) -> list[str]:
        """Return the codes of the links that count for a row."""
        held = (post for post in self.posts.values() if self.part.holds(post) and post.link is not None)
        return [post.link.code for post in held if _place(self.level, post)[0] == key and post.link]

    def links(self) -> list[int] | None:
        """Return the links whose counts are shown, or None for all, those of no post among them."""
        if self.part.is_everything:
            return None
        return [link_id for link_id, post in self.posts.items() if self.part.holds(post)]

    def _counted(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        span, links = (period.first, period.last, period.zone), self.links()
        for link_id, clicks in daily.clicks_by_link(self.session, *span, links).items():
            yield self.key_of(link_id), Figures(clicks=clicks.human, bots=clicks.others)
        for page, name in ((Page.JOB, "visits"), (Page.FORM, "form_starts")):
            for link, count in daily.views_by_link(self.session, page, *span).items():
                if links is None or link in links:
                    yield self.key_of(link), _figure(name, count)

    def _paid(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        for post in self.posts.values():
            is_now = post.published_at is not None and period.since <= post.published_at < period.until
            if is_now and post.cost_cents and self.part.holds(post):
                yield self.key_of(post.link_id), Figures(cost_cents=post.cost_cents)

    def _credited(self, period: Period, model: Model) -> Iterable[tuple[Key, Figures]]:
        found = self.arrivals(period, whole=isinstance(model, TimeDecay))
        self.subjects_with(set(found.openings))
        if self.level is Level.OPENING and self.part.is_everything:
            yield from self._of_openings(found)
            return
        paths = self.paths(found)
        for outcome in Outcome:
            given = credit(reaching(paths, found, outcome), model)
            for key, amount in given.amounts.items():
                if amount:
                    yield UNKNOWN if isinstance(key, Unknown) else key, _figure(outcome, amount)

    def _of_openings(self, found: Arrivals) -> Iterable[tuple[Key, Figures]]:
        """Yield how many applications of each opening reached each outcome; no model is needed for that."""
        counts = Counter(zip(found.openings, found.reached, strict=True))
        for (opening_id, reached), count in counts.items():
            for outcome, least in AT_LEAST.items():
                if reached >= least:
                    yield opening_id, _figure(outcome, count)


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
