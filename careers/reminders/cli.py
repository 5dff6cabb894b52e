"""`careers remind`: the morning's mails from the command line."""

import json
from datetime import UTC, datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from careers.clock import now
from careers.extensions import db
from careers.reminders import mailing, service
from careers.sqlite import reading


@click.command("remind")
@click.option("--at", "moment", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="As if it were then (UTC).")
@click.option("--dry-run", is_flag=True, help="Say who would be reminded of what; send nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def command(moment: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Mail everybody whose posts, campaigns, openings or applications need them; at most once a day each."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    at = moment.replace(tzinfo=UTC) if moment else now()
    news = _news(app, at)
    if not dry_run:
        mailing.remind_everybody(app, at)
    if as_json:
        click.echo(json.dumps(news, ensure_ascii=False, indent=2))
        return
    for one in news:
        click.echo(f"{one['recipient']}: {one['rule']}: {one['title']}")
    click.echo(f"{len({one['recipient'] for one in news})} people{', nothing sent' if dry_run else ''}.")


def _news(app: Flask, at: datetime) -> list[dict[str, str]]:
    config = app.config["CAREERS"]
    with reading():
        found = service.news_for_everybody(db.session(), at, config.time_zone, config.remind_at)
        news = [
            {"recipient": person.email, "rule": one.rule.value, "title": one.title}
            for person, things in found.items()
            for one in things
        ]
        db.session.rollback()
    return news
