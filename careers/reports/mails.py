"""The weekly report, as a mail."""

from flask import render_template
from flask_babel import force_locale, format_date, gettext

from careers.accounts.models import User
from careers.mail import Letter
from careers.reports.tables import compared
from careers.reports.weekly import Week


def weekly_letter(person: User, week: Week, address: str) -> Letter:
    """Return the report of a week in a person's language; `address` is that of the same report on the page."""
    with force_locale(person.language):
        subject = gettext(
            "What your posts brought from %(first)s to %(last)s",
            first=format_date(week.period.first, "d MMMM"),
            last=format_date(week.period.last, "d MMMM"),
        )
        values = {"person": person, "week": week, "address": address, "compared": compared, "title": subject}
        text = render_template("emails/weekly.txt", **values)
        return Letter(person.email, subject, text, render_template("emails/weekly.html", **values))
