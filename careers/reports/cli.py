"""`careers report`: the figures of the pages, from the command line."""

import json
from datetime import datetime
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table as Screen
from sqlalchemy import select

from careers.attribution.models import model_named
from careers.campaigns.models import Campaign, Post
from careers.clock import local_date, now
from careers.extensions import db
from careers.reports import tables
from careers.reports.figures import OTHER, UNKNOWN, Figures, Level, Part, Row, Table
from careers.reports.labels import MODELS
from careers.reports.periods import Period
from careers.sqlite import reading

DAY = click.DateTime(formats=["%Y-%m-%d"])
NUMBERS = ("clicks", "bots", "visits", "form_starts", "applications", "interviews", "hires")


@click.group("report")
def commands() -> None:
    """Figures of posts and campaigns."""


@commands.command("posts")
@click.option("--campaign", "slug", required=True, help="The campaign's short name, as in its tracked links.")
@click.option(
    "--model", type=click.Choice(list(MODELS)), default="last", show_default=True, help="Who gets credit."
)
@click.option("--from", "first", type=DAY, help="First day; the campaign's first day if left out.")
@click.option("--to", "last", type=DAY, help="Last day; today if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@with_appcontext
def posts(slug: str, model: str, first: datetime | None, last: datetime | None, as_json: bool) -> None:
    """Show what each post of a campaign brought: the same figures as on the report page."""
    with reading():
        campaign = db.session.scalars(select(Campaign).where(Campaign.slug == slug.casefold())).first()
        if campaign is None:
            raise click.ClickException(f"No campaign is called {slug!r}. Its page shows its short name.")
        period = _period(campaign, first, last)
        found = tables.table(
            db.session(), Level.POST, period, model_named(model), Part(campaign), compared=False
        )
        click.echo(
            json.dumps(_as_json(found, campaign, period, model), ensure_ascii=False, indent=2)
        ) if as_json else (_print(found))


def _period(campaign: Campaign, first: datetime | None, last: datetime | None) -> Period:
    zone = current_app.config["CAREERS"].time_zone
    today = local_date(now(), zone)
    begins = first.date() if first else min(campaign.starts_on, today)
    ends = last.date() if last else today
    if ends < begins:
        raise click.ClickException("The last day is before the first day.")
    if not (2000 <= begins.year <= ends.year <= 2100):
        raise click.ClickException("Choose days between 2000 and 2100.")
    return Period(begins, ends, zone)


def _as_json(found: Table, campaign: Campaign, period: Period, model: str) -> dict[str, Any]:
    special = {str(row.key): _numbers(row.now) for row in found.rows if isinstance(row.key, str)}
    return {
        "campaign": campaign.slug,
        "model": model,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "time_zone": period.zone,
        "posts": [_post(row) for row in found.rows if isinstance(row.subject, Post)],
        "other": special.get(OTHER, _numbers(Figures())),
        "unknown": special.get(UNKNOWN, _numbers(Figures())),
        "total": _numbers(found.total.now),
    }


def _post(row: Row) -> dict[str, Any]:
    post = row.subject
    assert isinstance(post, Post)
    return {
        "id": post.id,
        "title": post.title,
        "channel": post.channel.name,
        "link": post.link.code if post.link else None,
        "state": post.state.value,
        **_numbers(row.now),
    }


def _numbers(figures: Figures) -> dict[str, float]:
    return {**{name: round(getattr(figures, name), 6) for name in NUMBERS}, "cost_cents": figures.cost_cents}


def _print(found: Table) -> None:
    screen = Screen("post", *NUMBERS)
    for row in (*found.rows, found.total):
        name = str(row.key) if row.subject is None else str(row.subject)
        screen.add_row(name, *(f"{getattr(row.now, number):g}" for number in NUMBERS))
    Console().print(screen)
