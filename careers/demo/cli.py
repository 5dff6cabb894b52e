"""`careers demo`: fill an empty database with one fictional département."""

import click
from flask import current_app
from flask.cli import with_appcontext

from careers.clock import now
from careers.demo import build
from careers.extensions import db


@click.command("demo")
@with_appcontext
def command() -> None:
    """Fill an empty database with demo data; refuse to touch any other."""
    try:
        build.build(db.session(), now(), current_app.config["CAREERS"].uploads)
    except build.DataFound as found:
        raise click.ClickException(
            f"{found} Nothing was changed; use an empty database for the demo."
        ) from None
    db.session.commit()
    made = ", ".join(f"{number} {name}" for name, number in build.counts(db.session()).items())
    click.echo(f"The demo is there: {made}.")
