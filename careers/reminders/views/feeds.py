"""What is reached without signing in: the private calendar, and the answers that mails link to."""

import secrets
from datetime import timedelta
from typing import cast

from flask import abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts import queries as accounts
from careers.accounts.models import User
from careers.accounts.permissions import Permission, requires, staff
from careers.clock import now
from careers.extensions import csrf, db, limiter
from careers.reminders import calendars, links, queries, service
from careers.reminders.models import Rule
from careers.reminders.rules import RULES
from careers.reminders.views.blueprint import reminders
from careers.reminders.views.mine import today


@reminders.get("/calendar/<key>.ics")
@limiter.limit("120/hour")
def calendar(key: str) -> Response:
    """Answer a person's calendar to whoever knows its secret address."""
    person = accounts.user_by_calendar(db.session(), key) or cast(User, abort(404))
    with force_locale(person.language):
        name = _("Careers: %(name)s", name=person.name)
    body = calendars.feed(db.session(), person, name, current_app.config["CAREERS"].public_url, now())
    answer = make_response(body)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@reminders.post("/staff/reminders/calendar")
@requires(Permission.SIGNED_IN)
def change_calendar() -> Response:
    """Give the calendar a new secret address, or none; the one before answers no more."""
    is_wanted = request.form.get("act") == "new"
    staff().calendar_key = secrets.token_urlsafe(24) if is_wanted else None
    db.session.commit()
    flash(
        _("Your calendar has a new address.") if is_wanted else _("Your calendar has no address any more."),
        "success",
    )
    return redirect(url_for("reminders.mine"))


@reminders.route("/reminders/<token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@limiter.limit("60/hour")
def answer_link(token: str) -> str:
    """Ask whether the answer of a mail's link is meant, and take it once the button is pressed."""
    asked = links.read(token) or cast(links.Asked, abort(404))
    person = accounts.user_by_id(db.session(), asked.person_id) or cast(User, abort(404))
    if not person.active:
        abort(404)
    is_done = request.method == "POST"
    if is_done:
        _take(person, asked)
    title = queries.title_of(db.session(), asked.rule, asked.subject_id, person)
    with force_locale(person.language):
        return render_template(
            "reminders/answer.html", asked=asked, is_done=is_done, title=title, rule=RULES[Rule(asked.rule)]
        )


def _take(person: User, asked: links.Asked) -> None:
    if asked.act == "done":
        service.mark_done(db.session(), person, asked.rule, asked.subject_id, today(), now())
    else:
        service.snooze(db.session(), person, asked.rule, asked.subject_id, today() + timedelta(days=1), now())
    db.session.commit()
