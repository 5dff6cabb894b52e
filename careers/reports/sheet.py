"""A report's table as plain rows: the same for every file, and the same figures as on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from careers.campaigns.models import Campaign, Channel, Post
from careers.openings.models import Opening
from careers.reports.asked import Asked
from careers.reports.figures import Figures, Row, Table
from careers.reports.labels import DEFINITIONS, FIGURES, LEVELS, MODELS, SPECIAL

Cells = list[object]


@dataclass(frozen=True)
class Sheet:
    """Column names, rows of cells, and lines of (name, text) that say what the figures mean and cover."""

    header: list[str]
    rows: list[Cells]
    notes: list[tuple[str, str]]

    def on_paper(self, cells: Sequence[object]) -> Cells:
        """Return the cells that a sheet of paper has room for: the name, this period's figures, the unit costs."""
        return [cells[1], *cells[4 : 4 + len(FIGURES) + 4]]


def sheet(asked: Asked, found: Table) -> Sheet:
    """Return the table of a report with what it is narrowed to, its time zone and its definitions."""
    rows = [*found.rows, *([] if asked.part.is_everything else [found.own]), found.total]
    return Sheet(_header(asked), [_cells(row) for row in rows], notes(asked))


def notes(asked: Asked) -> list[tuple[str, str]]:
    """Return what a file must say beside its figures."""
    period, part = asked.period, asked.part
    narrowed = {
        _("Campaign"): part.campaign.name if part.campaign else "",
        _("Channel"): asked.names.get("channel", ""),
        _("Opening"): asked.names.get("opening", ""),
        _("Sponsored"): {None: "", True: _("yes"), False: _("no")}[part.is_sponsored],
    }
    return [
        (_("Credit goes to"), str(MODELS[asked.model_name])),
        (_("From"), period.first.isoformat()),
        (_("To"), period.last.isoformat()),
        (_("Compared with"), f"{period.before().first} – {period.before().last}"),
        (_("Time zone"), period.zone),
        *((name, value) for name, value in narrowed.items() if value),
        *((str(FIGURES[name]), str(text)) for name, text in DEFINITIONS.items()),
    ]


def _header(asked: Asked) -> list[str]:
    names = [*(str(text) for text in FIGURES.values()), _("Robots"), _("Cost")]
    before = [_("%(name)s, period before", name=name) for name in names]
    level = str(LEVELS[asked.level])
    return [_("Id"), level, _("Channel"), _("Tracked link"), *names, *_units(), *before]


def _units() -> list[str]:
    return [_("Cost per application"), _("Cost per hire")]


def _cells(row: Row) -> Cells:
    return [*_names(row), *_numbers(row.now), *_unit_costs(row), *_numbers(row.before)]


def _names(row: Row) -> Cells:
    one = row.subject
    if isinstance(one, Post):
        return [one.id, one.title, one.channel.name, one.link.code if one.link else ""]
    if isinstance(one, (Campaign, Channel, Opening)):
        return [one.id, str(one), "", ""]
    return ["", str(SPECIAL[str(row.key)]), "", ""]


def _numbers(figures: Figures) -> Cells:
    counts: Cells = [round(getattr(figures, name), 4) for name in (*FIGURES, "bots")]
    return [*counts, figures.cost_cents / 100]


def _unit_costs(row: Row) -> Cells:
    """Return cost per application and hire in euros; a sum over posts and "unknown" together has none."""
    if row.subject is None and row.key != "own":
        return ["", ""]
    costs = row.now.cost_per_application, row.now.cost_per_hire
    return ["" if cost is None else round(cost / 100, 2) for cost in costs]
