"""The morning's mail, as a value."""

from collections.abc import Sequence

from flask import render_template
from flask_babel import LazyString, force_locale, ngettext
from flask_babel import lazy_gettext as _l

from careers.accounts.models import User
from careers.mail import Letter
from careers.reminders.models import Rule

TITLES: dict[Rule, LazyString] = {
    Rule.POST_DUE: _l("Posts planned for today"),
    Rule.POST_OVERDUE: _l("Posts that are overdue"),
    Rule.CAMPAIGN_QUIET: _l("Campaigns without a post for two weeks"),
    Rule.OPENING_CLOSING: _l("Openings that close within a week"),
    Rule.APPLICATION_WAITING: _l("Applications that wait for more than a week"),
}


def morning_letter(person: User, groups: Sequence[tuple[Rule, Sequence[tuple[str, object, str]]]]) -> Letter:
    """Return the mail for one person: per rule the (title, day, address) of each thing, in the person's language."""
    count = sum(len(things) for _rule, things in groups)
    with force_locale(person.language):
        named = [(TITLES[rule], things) for rule, things in groups]
        text = render_template("emails/reminders.txt", person=person, groups=named)
        title = ngettext("%(num)s thing needs you today", "%(num)s things need you today", count)
        return Letter(person.email, title, text)
