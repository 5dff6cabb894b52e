"""The parts of a report's table: what rows are, what a row brought, and what a report is narrowed to."""

import enum
from dataclasses import dataclass, field

from careers.campaigns.models import Campaign, Post

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
    """What a report is narrowed to: the posts of a campaign, of a channel, one link's, or all of them."""

    campaign: Campaign | None = None
    channel_id: int | None = None
    link_id: int | None = None

    def holds(self, post: Post) -> bool:
        """Say whether a post belongs to it."""
        in_campaign = self.campaign is None or post.campaign_id == self.campaign.id
        in_channel = self.channel_id in (None, post.channel_id)
        return in_campaign and in_channel and self.link_id in (None, post.link_id)

    @property
    def is_everything(self) -> bool:
        """Say whether nothing is left out."""
        return self == Part()


EVERYTHING = Part()
