"""What reminders are called on screen."""

from flask import Flask

from careers.reminders.forms import REPEATS
from careers.reminders.rules import RULES


def install(app: Flask) -> None:
    """Make the texts known to templates."""
    app.jinja_env.globals.update(RULE_TEXTS=RULES, REPEAT_TEXTS=REPEATS)
