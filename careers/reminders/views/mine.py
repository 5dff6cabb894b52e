"""What needs me, what I answered, and the reminders that I set."""

from datetime import date, timedelta
from typing import cast

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from careers.accounts import queries as accounts
from careers.accounts.models import User
from careers.accounts.permissions import Permission, requires, staff
from careers.applicants import queries as applicants
from careers.applicants.models import Application
from careers.clock import local_date, now
from careers.extensions import db
from careers.reminders import queries, service
from careers.reminders.finders import Due, page_of
from careers.reminders.forms import REPEATS, OwnReminderForm
from careers.reminders.models import About, OwnReminder, Rule
from careers.reminders.views.blueprint import reminders
from careers.web.paging import LARGEST_ID, asked_id, id_of

Answer = str | Response | tuple[str, int]


def zone() -> str:
    """Return the time zone of the installation."""
    return str(current_app.config["CAREERS"].time_zone)


def today() -> date:
    """Return the local date of the installation."""
    return local_date(now(), zone())


def my_due() -> list[Due]:
    """Return what is due for the signed-in person."""
    return queries.due(db.session(), now(), today(), zone(), staff())


def todays_work() -> str:
    """Return the part of the home page about what needs the signed-in person."""
    if not current_user.is_authenticated or not (found := my_due()):
        return ""
    return render_template("reminders/_today.html", due=found, colleagues=_colleagues())


def _colleagues() -> list[User]:
    return [one for one in accounts.active_staff(db.session()) if one.id != staff().id]


@reminders.get("/staff/reminders")
@requires(Permission.SIGNED_IN)
def mine() -> str:
    """List what needs me, what I set, and what I answered."""
    return render_template(
        "reminders/mine.html",
        due=my_due(),
        colleagues=_colleagues(),
        own=queries.own_reminders(db.session(), staff()),
        answers=queries.answers_of(db.session(), staff()),
        page_of=page_of,
        today=today(),
        feed=_feed_address(),
    )


def _feed_address() -> str:
    key = staff().calendar_key
    public = current_app.config["CAREERS"].public_url.rstrip("/")
    return f"{public}{url_for('reminders.calendar', key=key, lang=None)}" if key else ""


@reminders.post("/staff/reminders/answer")
@requires(Permission.SIGNED_IN)
def answer() -> Response:
    """Take an answer to a reminder: later, done, somebody else's, or the answer back."""
    form, rule = request.form, request.form.get("rule", "")
    subject_id = id_of(form.get("subject", ""))
    if rule not in {*Rule} or subject_id is None or subject_id == LARGEST_ID:
        abort(404)
    flash(_answered(Rule(rule), subject_id, form.get("act", "")), "success")
    db.session.commit()
    return redirect(url_for("home.index") if form.get("back") == "home" else url_for("reminders.mine"))


def _answered(rule: Rule, subject_id: int, act: str) -> str:
    session, person = db.session(), staff()
    if act == "done":
        service.mark_done(session, person, rule, subject_id, today(), now())
        return str(_("Done. You will not be reminded of it again; take it back below if that was wrong."))
    if act == "hand":
        return _handed_over(rule, subject_id)
    if act == "back":
        service.take_back(session, person, rule, subject_id)
        return str(_("The reminder is back."))
    days = id_of(request.form.get("days", "")) or 1
    service.snooze(session, person, rule, subject_id, today() + timedelta(days=min(days, 90)), now())
    return str(_("You will be reminded again later."))


def _handed_over(rule: Rule, subject_id: int) -> str:
    found = accounts.user_by_id(db.session(), id_of(request.form.get("to", "")) or 0)
    colleague = found or cast(User, abort(404))
    try:
        service.hand_over(db.session(), staff(), rule, subject_id, colleague, now())
    except service.NotInService:
        return str(_("Choose somebody else who works here; nothing was changed."))
    return str(_("%(name)s is reminded from now on.", name=colleague.name))


@reminders.route("/staff/reminders/new", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def create() -> Answer:
    """Set a reminder, about something if the address names it."""
    return _write(None)


@reminders.route("/staff/reminders/<int:reminder_id>/edit", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def edit(reminder_id: int) -> Answer:
    """Change a reminder of one's own."""
    return _write(_own(reminder_id))


def _own(reminder_id: int) -> OwnReminder:
    return queries.own_reminder(db.session(), staff(), reminder_id) or cast(OwnReminder, abort(404))


def _write(reminder: OwnReminder | None) -> Answer:
    form = OwnReminderForm(obj=reminder) if reminder else OwnReminderForm(data={"first_on": today()})
    if form.validate_on_submit():
        about = {} if reminder else {"about": _about(), "about_id": asked_id("id")}
        service.save_own(db.session(), staff(), reminder, {**form.values(), **about})
        db.session.commit()
        flash(_("The reminder is set."), "success")
        return redirect(url_for("reminders.mine"))
    values = {"form": form, "reminder": reminder, "problems": form.problems(), "repeats": REPEATS}
    page = render_template("reminders/edit.html", **values)
    return (page, 422) if form.is_submitted() else page


def _about() -> About:
    kind = request.args.get("about", "")
    return About(kind) if kind in {*About} and asked_id("id") else About.NOTHING


@reminders.post("/staff/reminders/<int:reminder_id>/end")
@requires(Permission.SIGNED_IN)
def end(reminder_id: int) -> Response:
    """Let a reminder come no more."""
    service.end_own(db.session(), staff(), _own(reminder_id), now())
    db.session.commit()
    flash(_("The reminder comes no more."), "success")
    return redirect(url_for("reminders.mine"))


@reminders.get("/staff/reminders/applications/<int:application_id>")
@requires(Permission.SEE_APPLICATIONS)
def application(application_id: int) -> Response:
    """Lead to an application that a reminder is about, if one may see it."""
    found = db.session.get(Application, application_id)
    if found is None or applicants.application_by_key(db.session(), found.key, staff()) is None:
        abort(404)
    return redirect(url_for("applicants.show", key=found.key))
