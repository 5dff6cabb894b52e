"""The morning's mail, as a value: what needs somebody, each with its page and the links that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Flask, render_template
from flask_babel import force_locale, ngettext

from careers.accounts.models import User
from careers.mail import Letter
from careers.reminders import links
from careers.reminders.finders import Due
from careers.reminders.rules import RULES


@dataclass(frozen=True)
class Line:
    """One thing in a mail."""

    title: str
    when: date | None
    address: str
    later: str
    done: str


def morning_letter(app: Flask, person: User, things: Sequence[Due]) -> Letter:
    """Return the mail about some things for one person, in the person's language, as plain text and HTML."""
    groups = [
        (RULES[rule].title, [_line(app, one) for one in held])
        for rule, held in groupby(things, key=lambda one: one.rule)
    ]
    with force_locale(person.language):
        count = len(things)
        title = ngettext("%(num)s thing needs you today", "%(num)s things need you today", count)
        values = {"person": person, "groups": groups, "title": title, "home": address(app, "home.index", {})}
        text = render_template("emails/reminders.txt", **values)
        return Letter(person.email, title, text, render_template("emails/reminders.html", **values))


def _line(app: Flask, one: Due) -> Line:
    later, done = (
        address(
            app,
            "reminders.answer_link",
            {"token": links.token(links.Asked(one.recipient.id, one.rule, one.subject_id, act))},
        )
        for act in links.ACTS
    )
    return Line(one.title, one.when, address(app, one.endpoint, dict(one.values)), later, done)


def address(app: Flask, endpoint: str, values: dict[str, int | str]) -> str:
    """Return the public address of a page, outside a request."""
    path = app.url_map.bind("localhost").build(endpoint, values)
    return f"{app.config['CAREERS'].public_url.rstrip('/')}{path}"
