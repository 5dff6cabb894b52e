"""The report's tables: what each post, campaign, channel or opening brought in a period.

Clicks and visits are counted by when they happened. Applications are those received in the period; interviews and
hires are what these applications have reached by now. Credit of one application sums to one over all rows, the row
"unknown" included, so the total is the number of applications.
"""

import enum
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from careers.applicants.models import StageKind
from careers.attribution.credit import Model, Unknown, credit
from careers.attribution.journeys import Journey, Touch
from careers.campaigns.models import Campaign, Post
from careers.reports import queries
from careers.reports.periods import Period
from careers.reports.queries import Arrival
from careers.tracking import queries as tracking
from careers.tracking.models import Page

OTHER = "other"
UNKNOWN = "unknown"
Key = int | str


class Level(enum.StrEnum):
    """What the rows of a table are."""

    POST = "post"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"
    OPENING = "opening"


@dataclass(frozen=True)
class Figures:
    """What one row brought. Cost in cents; a cost per application or hire of nothing is None."""

    clicks: float = 0
    bots: float = 0
    visits: float = 0
    form_starts: float = 0
    applications: float = 0
    interviews: float = 0
    hires: float = 0
    cost_cents: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        names = self.__dataclass_fields__
        values = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Figures(**values)

    @property
    def cost_per_application(self) -> float | None:
        """Return cents per application, or None without cost or application."""
        return self.cost_cents / self.applications if self.cost_cents and self.applications else None

    @property
    def cost_per_hire(self) -> float | None:
        """Return cents per hire, or None without cost or hire."""
        return self.cost_cents / self.hires if self.cost_cents and self.hires else None


@dataclass(frozen=True)
class Row:
    """One row: its key (an id, or UNKNOWN or OTHER), its subject, its figures now and in the period before."""

    key: Key
    subject: object
    now: Figures
    before: Figures = field(default_factory=Figures)


@dataclass(frozen=True)
class Table:
    """All rows, most applications first, the special rows last, and the sum of all."""

    level: Level
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        """Return the sum of every row, the special ones included."""
        now = sum((row.now for row in self.rows), Figures())
        return Row("total", None, now, sum((row.before for row in self.rows), Figures()))


@dataclass(frozen=True)
class Part:
    """What a report is narrowed to: the posts of a campaign, of a channel, or all of them."""

    campaign: Campaign | None = None
    channel_id: int | None = None

    def holds(self, post: Post) -> bool:
        """Say whether a post belongs to it."""
        in_campaign = self.campaign is None or post.campaign_id == self.campaign.id
        return in_campaign and self.channel_id in (None, post.channel_id)

    @property
    def is_everything(self) -> bool:
        """Say whether nothing is left out."""
        return self.campaign is None and self.channel_id is None


EVERYTHING = Part()


def table(session: Session, level: Level, period: Period, model: Model, part: Part = EVERYTHING) -> Table:
    """Return the table of a level for a period, each row compared with the period before.

    With a part, its own posts have rows; what others brought stands in the row "other", so the total stays true.
    """
    source = _Source(session, level, model, part)
    now, before = source.figures(period), source.figures(period.before())
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
        since, until = period.since, period.until
        for link_id, clicks in tracking.click_counts(self.session, since=since, until=until).items():
            if self._is_shown(link_id):
                yield self.key_of(link_id), Figures(clicks=clicks.human, bots=clicks.bots + clicks.suspect)
        for page, name in ((Page.JOB, "visits"), (Page.FORM, "form_starts")):
            counts = tracking.view_counts_by_link(self.session, page, since=since, until=until)
            for link, count in counts.items():
                if self._is_shown(link):
                    yield self.key_of(link), _figure(name, count)

    def _is_shown(self, link_id: int | None) -> bool:
        """Say whether what a link counted belongs here: a part shows its own posts' clicks only."""
        return self.part.is_everything or self.key_of(link_id) not in {OTHER, UNKNOWN}

    def _paid(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        for post in self.posts.values():
            is_now = post.published_at is not None and period.since <= post.published_at < period.until
            if is_now and post.cost_cents and self._is_shown(post.link_id):
                yield self.key_of(post.link_id), Figures(cost_cents=post.cost_cents)

    def _credited(self, period: Period) -> Iterable[tuple[Key, Figures]]:
        found = queries.arrivals(self.session, period.since, period.until, self.part.campaign)
        outcomes: dict[str, Callable[[Arrival], bool]] = {
            "applications": lambda one: True,
            "interviews": lambda one: StageKind.INTERVIEW in one.reached,
            "hires": lambda one: StageKind.HIRED in one.reached,
        }
        if self.level is Level.OPENING:
            for opening_id, opening in queries.openings(self.session, {a.opening_id for a in found}).items():
                self.subjects[opening_id] = opening
        for name, has_reached in outcomes.items():
            for key, amount in self._shares([one for one in found if has_reached(one)]).items():
                yield key, _figure(name, amount)

    def _shares(self, found: list[Arrival]) -> Mapping[Key, float]:
        shares: dict[Key, float] = defaultdict(float)
        if self.level is Level.OPENING:
            for one in found:
                shares[one.opening_id] += 1
            return shares
        for key, amount in credit(map(self._journey, found), self.model).amounts.items():
            if amount:
                shares[UNKNOWN if isinstance(key, Unknown) else key] += amount
        return shares

    def _journey(self, one: Arrival) -> Journey:
        touches = tuple(Touch(self.key_of(link_id), at) for link_id, at in one.touches)
        return Journey(touches, converted_at=one.received_at)


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
