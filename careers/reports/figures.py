"""The parts of a report's table: what rows are, what a row brought, and what a report is narrowed to."""

import enum
from dataclasses import dataclass, field

from careers.campaigns.models import Campaign, Post

OTHER = "other"
UNKNOWN = "unknown"
Key = int | str


class Outcome(enum.StrEnum):
    """What credit is given for: how far an application came. The value is the name of its figure."""

    APPLIED = "applications"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interviews"
    HIRED = "hires"


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
    shortlisted: float = 0
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
    def is_empty(self) -> bool:
        """Say whether nothing happened in either period."""
        return all(row.now == row.before == Figures() for row in self.rows)

    @property
    def own(self) -> Row:
        """Return the sum of the ordinary rows, without "other" and "unknown": what the part itself brought."""
        rows = [row for row in self.rows if not isinstance(row.key, str)]
        now, before = (row.now for row in rows), (row.before for row in rows)
        return Row("own", None, sum(now, Figures()), sum(before, Figures()))

    @property
    def total(self) -> Row:
        """Return the sum of every row, the special ones included."""
        now = sum((row.now for row in self.rows), Figures())
        return Row("total", None, now, sum((row.before for row in self.rows), Figures()))


@dataclass(frozen=True)
class Part:
    """What a report is narrowed to: the posts of a campaign, channel or opening, organic or sponsored ones, one link's.

    A campaign narrows the applications too, to those for its openings or touched by its posts; an opening to its own.
    """

    campaign: Campaign | None = None
    channel_id: int | None = None
    opening_id: int | None = None
    is_sponsored: bool | None = None
    link_id: int | None = None

    def holds(self, post: Post) -> bool:
        """Say whether a post belongs to it."""
        return (
            (self.campaign is None or post.campaign_id == self.campaign.id)
            and self.channel_id in (None, post.channel_id)
            and self.opening_id in (None, post.opening_id)
            and self.is_sponsored in (None, post.is_sponsored)
            and self.link_id in (None, post.link_id)
        )

    @property
    def is_everything(self) -> bool:
        """Say whether nothing is left out."""
        return self == Part()


EVERYTHING = Part()
