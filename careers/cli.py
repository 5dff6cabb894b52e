"""The `careers` command."""

import click
from flask import Flask
from flask.cli import FlaskGroup

from careers.accounts.cli import commands as staff
from careers.app import create_app


def _create() -> Flask:
    return create_app()


@click.group(cls=FlaskGroup, create_app=_create, add_default_commands=False, add_version_option=False)
def main() -> None:
    """Careers: from a job opening to the post that brought the applicant."""


main.add_command(staff)
