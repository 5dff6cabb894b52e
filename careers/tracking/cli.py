"""`careers tracking`: judge stored clicks again, replay the spool."""

from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from careers.clock import day_starts
from careers.extensions import db
from careers.tracking import daily, spool, verdict
from careers.tracking.models import Click

AT_ONCE = 1000


@click.group("tracking")
def commands() -> None:
    """Links and clicks."""


@commands.command("recompute")
@click.option(
    "--since", type=click.DateTime(formats=["%Y-%m-%d"]), help="First local day; all clicks if left out."
)
@with_appcontext
def recompute(since: datetime | None) -> None:
    """Judge stored clicks again by today's rules: human, bot or suspect. Nothing is deleted."""
    query = select(Click).order_by(Click.at)
    if since is not None and since.year < 2000:
        raise click.ClickException("Choose a day from 2000 on.")
    if since is not None:
        query = query.where(Click.at >= day_starts(since.date(), current_app.config["CAREERS"].time_zone))
    looked_at = changed = 0
    for row in db.session.scalars(query.execution_options(yield_per=AT_ONCE)):
        found = verdict.judge_again(row.agent, row.reason)
        looked_at += 1
        if found is not None and (found.verdict, found.reason) != (row.verdict, row.reason):
            changed += found.verdict is not row.verdict
            row.verdict, row.reason = found.verdict, found.reason
    if changed:
        daily.unseal(db.session(), since.date() if since else None)
    db.session.commit()
    click.echo(f"{looked_at} clicks looked at, {changed} verdicts changed.")


@commands.command("replay")
@with_appcontext
def replay() -> None:
    """Bring clicks that the database had refused into it; the scheduler does so by itself."""
    count = spool.replay(db.engine, current_app.config["CAREERS"].spool)
    if count:
        daily.unseal(db.session())
        db.session.commit()
    click.echo(f"{count} clicks replayed.")
