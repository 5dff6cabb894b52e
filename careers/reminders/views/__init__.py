"""Pages of reminders: mine, those that I set, the rules, the calendar, and the answers from mails."""

from careers.reminders.views import feeds, mine, rules  # noqa: F401  they fill the blueprint
from careers.reminders.views.blueprint import reminders

__all__ = ["reminders"]
