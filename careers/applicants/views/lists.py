"""The list of applications, the board by stage, and what waits today."""

from datetime import timedelta

from flask import Response, render_template, request
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.orm import Session

from careers.accounts.permissions import Permission, allows, requires, staff
from careers.applicants import queries
from careers.applicants.labels import source_texts, stage_text
from careers.applicants.models import Application
from careers.applicants.views.blueprint import applicants
from careers.clock import now
from careers.extensions import db
from careers.openings.models import Opening
from careers.tracking import queries as tracking
from careers.web.exports import csv_answer
from careers.web.paging import asked_id, page_of

PER_COLUMN = 30
MOST = 10  # lines of a list on the home page; what is over is said


def _wanted() -> queries.Wanted:
    """Read what the address asks for; what cannot be read asks for nothing."""
    args = request.args
    codes = [code for code in args.getlist("link") if code.strip()]
    return queries.Wanted(
        q=args.get("q", "").strip(),
        opening_id=asked_id("opening"),
        stage_id=asked_id("stage"),
        link_ids=tuple(tracking.link_ids(db.session(), codes)) if codes else None,
        sort=args.get("sort", "-received"),
    )


def _choices() -> dict[str, object]:
    session: Session = db.session()
    return {
        "stages": queries.stages(session),
        "openings": queries.openings_with_applications(session, staff()),
        "links": [code for code in request.args.getlist("link") if code.strip()],
    }


@applicants.get("/applications")
@requires(Permission.SEE_APPLICATIONS)
def index() -> str:
    """List the applications that one may see, by what the address asks."""
    wanted = _wanted()
    page = page_of(db.session(), queries.applications(staff(), wanted))
    counts = queries.stage_counts(db.session(), staff(), wanted.opening_id)
    return render_template("applicants/index.html", page=page, wanted=wanted, counts=counts, **_choices())


@applicants.get("/applications.csv")
@requires(Permission.SEE_APPLICATIONS)
def export() -> Response:
    """Answer the same list as a file."""
    rows = db.session.scalars(queries.applications(staff(), _wanted()))
    names = (_("Reference"), _("Received"), _("Opening"), _("Stage"))
    header = [*names, _("Last name"), _("First name"), _("Mail address"), _("Saw the job on")]
    return csv_answer("applications", header, (_row(one) for one in rows))


def _row(one: Application) -> list[object]:
    person = one.candidate
    return [
        one.reference,
        one.received_at.isoformat(timespec="seconds"),
        f"{one.opening.reference} {one.opening.title}",
        stage_text(one.stage),
        person.last_name,
        person.first_name,
        person.email,
        source_texts(one.declared_sources),
    ]


@applicants.get("/applications/board")
@requires(Permission.SEE_APPLICATIONS)
def board() -> str:
    """Show the applications as cards in a column per stage."""
    wanted = _wanted()
    columns = []
    for stage in queries.stages(db.session()):
        query = queries.applications(staff(), wanted).where(Application.stage_id == stage.id)
        columns.append((stage, page_of(db.session(), query, 1, PER_COLUMN)))
    return render_template("applicants/board.html", columns=columns, wanted=wanted, **_choices())


def todays_work() -> str:
    """Return the part of the home page about applications."""
    if not (current_user.is_authenticated and allows(staff(), Permission.SEE_APPLICATIONS)):
        return ""
    session: Session = db.session()
    new = queries.count_new(session, staff())
    if not new:
        return ""
    waiting = page_of(session, queries.waiting_since(staff(), now() - timedelta(days=7)), 1, MOST)
    return render_template("applicants/_today.html", new=new, waiting=waiting)


def of_opening(opening: Opening) -> str:
    """Return the part of an opening's page that counts its applications by stage."""
    if not allows(staff(), Permission.SEE_APPLICATIONS):
        return ""
    counts = queries.stage_counts(db.session(), staff(), opening.id)
    stages = queries.stages(db.session(), archived=True)
    return render_template("applicants/_of_opening.html", opening=opening, counts=counts, stages=stages)


def admin_entry() -> str:
    """Return the line of the administration's menu about stages."""
    return render_template("applicants/_admin_entry.html")
