"""The `careers` command."""

import click
from flask import Flask
from flask.cli import FlaskGroup

from careers.accounts.cli import commands as staff
from careers.app import create_app
from careers.attribution.cli import commands as attribution
from careers.demo.cli import command as demo
from careers.reminders.cli import command as remind
from careers.reports.cli import commands as report
from careers.run import run, timetable
from careers.tracking.cli import commands as tracking


def _create() -> Flask:
    return create_app()


@click.group(cls=FlaskGroup, create_app=_create, add_default_commands=False, add_version_option=False)
def main() -> None:
    """Careers: from a job opening to the post that brought the applicant."""


for command in (run, timetable, demo, staff, report, tracking, attribution, remind):
    main.add_command(command)

if __name__ == "__main__":
    main()
