"""`careers staff`: accounts from the command line, for the first administrator."""

import click
from flask.cli import with_appcontext

from careers.accounts import service
from careers.accounts.models import Role
from careers.extensions import db


@click.group("staff")
def commands() -> None:
    """Members of staff."""


@commands.command("create")
@click.option("--email", required=True, help="Mail address to sign in with.")
@click.option("--name", required=True, help="Name as colleagues see it.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default="administrator", show_default=True
)
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.password_option(help="At least 12 characters; asked for when left out.")
@with_appcontext
def create(email: str, name: str, role: str, language: str, password: str) -> None:
    """Create an account that can sign in at once."""
    if len(password) < 12:
        raise click.ClickException("Choose a password of at least 12 characters.")
    try:
        person = service.Person(email, name, Role(role), language)
        service.create_staff(db.session(), None, person, password)
    except service.AddressTaken:
        raise click.ClickException(f"{email} is on the staff already.") from None
    db.session.commit()
    click.echo(f"{email} can sign in as {role}.")
