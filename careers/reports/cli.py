"""`careers report`: the figures of the pages, from the command line."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table as Screen
from sqlalchemy import select

from careers.applicants import summary
from careers.attribution.models import model_named
from careers.campaigns.models import Campaign, Post
from careers.clock import local_date, now
from careers.extensions import db
from careers.reports import tables
from careers.reports.figures import EVERYTHING, OTHER, UNKNOWN, Figures, Level, Outcome, Part, Row, Table
from careers.reports.labels import MODELS
from careers.reports.periods import Period
from careers.reports.sureness import Considered
from careers.reports.tables import Source
from careers.sqlite import reading
from careers.tracking import daily

DAY = click.DateTime(formats=["%Y-%m-%d"])
NUMBERS = ("clicks", "bots", "visits", "form_starts", "applications", "shortlisted", "interviews", "hires")


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
        campaign = _campaign(slug)
        period = _period(campaign, first, last)
        found = tables.table(
            db.session(), Level.POST, period, model_named(model), Part(campaign), compared=False
        )
        click.echo(
            json.dumps(_as_json(found, campaign, period, model), ensure_ascii=False, indent=2)
        ) if as_json else (_print(found))


@commands.command("attribution")
@click.option(
    "--level",
    type=click.Choice([one.value for one in Level]),
    default="channel",
    show_default=True,
    help="What rows are.",
)
@click.option(
    "--model", type=click.Choice(list(MODELS)), default="last", show_default=True, help="Who gets credit."
)
@click.option(
    "--outcome",
    type=click.Choice([one.value for one in Outcome]),
    default="applications",
    show_default=True,
    help="Credit for what.",
)
@click.option("--campaign", "slug", help="Only this campaign, by its short name.")
@click.option("--from", "first", type=DAY, help="First day; 89 days before the last if left out.")
@click.option("--to", "last", type=DAY, help="Last day; today if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@with_appcontext
def attribution(slug: str | None, as_json: bool, **options: Any) -> None:
    """Share out the applications of a period, with intervals: the same figures as on the page of credit."""
    with reading():
        part = Part(_campaign(slug)) if slug else EVERYTHING
        period = _days(options["first"], options["last"])
        considered = Considered(
            Source(db.session(), Level(options["level"]), part), period, Outcome(options["outcome"])
        )
        told = _credit_told(considered, options, period)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2)) if as_json else _print_credit(told)


def _days(first: datetime | None, last: datetime | None) -> Period:
    zone = current_app.config["CAREERS"].time_zone
    end = last.date() if last else local_date(now(), zone)
    return _checked(first.date() if first else end - timedelta(days=89), end, zone)


def _credit_told(considered: Considered, options: dict[str, Any], period: Period) -> dict[str, Any]:
    model = model_named(options["model"])
    sure, given = considered.sureness(model), considered.credit(model)
    return {
        "level": str(options["level"]),
        "model": options["model"],
        "outcome": str(options["outcome"]),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "time_zone": period.zone,
        "conversions": sure.conversions,
        "too_few_to_rank": sure.is_too_few,
        "credit": {str(key): round(amount, 6) for key, amount in given.items()},
        "names": {str(key): str(considered.subject(key)) for key in given if not isinstance(key, str)},
        "intervals": {
            str(key): {"low": one.low, "high": one.high, "rank": one.rank}
            for key, one in (sure.intervals or {}).items()
        },
    }


def _print_credit(told: dict[str, Any]) -> None:
    screen = Screen(
        told["level"], "credit", "95 % interval", "rank", title=f"{told['model']}: {told['outcome']}"
    )
    for key, amount in sorted(told["credit"].items(), key=lambda row: -row[1]):
        one = told["intervals"].get(key, {})
        span = f"{one['low']:.1f} – {one['high']:.1f}" if one else "–"
        screen.add_row(told["names"].get(key, key), f"{amount:,.2f}", span, str(one.get("rank") or ""))
    Console().print(screen)


@commands.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Write the tables that reports add up anew: paths of applications, clicks and views per day."""
    count = summary.rebuild(db.session())
    daily.unseal(db.session())
    zone = current_app.config["CAREERS"].time_zone
    days = daily.seal(db.session(), local_date(now(), zone), zone)
    db.session.commit()
    click.echo(f"{count} applications and {days} days written.")


def _campaign(slug: str) -> Campaign:
    found = db.session.scalars(select(Campaign).where(Campaign.slug == slug.casefold())).first()
    if found is None:
        raise click.ClickException(f"No campaign is called {slug!r}. Its page shows its short name.")
    return found


def _period(campaign: Campaign, first: datetime | None, last: datetime | None) -> Period:
    zone = current_app.config["CAREERS"].time_zone
    today = local_date(now(), zone)
    begins = first.date() if first else min(campaign.starts_on, today)
    ends = last.date() if last else today
    return _checked(begins, ends, zone)


def _checked(begins: date, ends: date, zone: str) -> Period:
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


def _numbers(figures: Figures) -> dict[str, float | None]:
    counts: dict[str, float | None] = {name: round(getattr(figures, name), 6) for name in NUMBERS}
    units = {
        "cost_cents_per_application": figures.cost_per_application,
        "cost_cents_per_hire": figures.cost_per_hire,
    }
    return {
        **counts,
        "cost_cents": figures.cost_cents,
        **{name: None if cost is None else round(cost, 6) for name, cost in units.items()},
    }


def _print(found: Table) -> None:
    screen = Screen("post", *NUMBERS)
    for row in (*found.rows, found.total):
        name = str(row.key) if row.subject is None else str(row.subject)
        screen.add_row(name, *(f"{getattr(row.now, number):g}" for number in NUMBERS))
    Console().print(screen)
