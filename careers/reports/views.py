"""The report page, its file, and what reports show on the pages of posts, campaigns and applications."""

from flask import Blueprint, current_app, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, allows, requires, staff
from careers.applicants import queries as applicants
from careers.applicants.models import Application
from careers.attribution.models import model_named
from careers.campaigns.models import Campaign, Post
from careers.clock import local_date, now
from careers.extensions import db
from careers.reports import periods, queries, tables, trends
from careers.reports.agreement import agreement, tiers
from careers.reports.asked import Asked, asked
from careers.reports.figures import Level, Part, Table
from careers.reports.labels import LEVELS
from careers.reports.periods import Period
from careers.reports.sankey import sankey
from careers.reports.sheet import sheet
from careers.reports.sureness import Considered
from careers.reports.tables import Source
from careers.reports.ways import MOST_PATHS, ways
from careers.web import pictures
from careers.web.exports import csv_answer
from careers.web.i18n import day
from careers.web.sheets import pdf_answer, xlsx_answer

reports = Blueprint("reports", __name__, url_prefix="/staff/reports")


def _zone() -> str:
    return str(current_app.config["CAREERS"].time_zone)


def _asked() -> Asked:
    return asked(db.session(), local_date(now(), _zone()), _zone())


def _table(wanted: Asked) -> Table:
    return tables.table(db.session(), wanted.level, wanted.period, wanted.model, wanted.part)


@reports.get("/")
@requires(Permission.SEE_REPORTS)
def index() -> str:
    """Show what brought whom in a period, compared with the one before."""
    wanted = _asked()
    found = _table(wanted)
    mine = found.total if wanted.part.is_everything else found.own
    return render_template(
        "reports/index.html",
        asked=wanted,
        table=found,
        mine=mine,
        funnel=trends.funnel(mine.now),
        compared=tables.compared,
        presets=periods.PRESETS,
        codes_of_row=Source(db.session(), wanted.level, wanted.part).codes,
        **_pictures(wanted),
        **_choices(),
    )


def _pictures(wanted: Asked) -> dict[str, object]:
    spans = trends.trend(db.session(), wanted.period, wanted.part)
    return {
        "trend": spans,
        "clicks": pictures.bars([(span.first, span.clicks) for span in spans.spans]),
        "applications": pictures.bars([(span.first, span.applications) for span in spans.spans]),
    }


def _choices() -> dict[str, object]:
    session = db.session()
    return {
        "campaigns": queries.campaigns_for_choice(session),
        "channels": queries.channels(session),
        "openings": queries.openings_for_choice(session),
    }


@reports.get("/credit")
@requires(Permission.SEE_REPORTS)
def credit() -> str:
    """Show how sure the credit is, what other models say, which ways were taken, and what candidates said."""
    wanted = _asked()
    source = Source(db.session(), wanted.level, wanted.part)
    considered = Considered(source, wanted.period, wanted.outcome)
    taken = ways(considered)
    return render_template(
        "reports/credit.html",
        asked=wanted,
        sure=considered.sureness(wanted.model),
        comparison=considered.comparison(),
        codes_of_row=source.codes,
        subjects=source.subjects_with(considered.openings),
        ways=taken[:MOST_PATHS],
        ways_in_all=len(taken),
        picture=sankey(taken),
        agreement=agreement(considered.found, source.posts),
        tiers=tiers(considered.found),
        **_choices(),
    )


@reports.get("/table.<any(csv, xlsx, pdf):kind>")
@requires(Permission.SEE_REPORTS)
def export(kind: str) -> Response:
    """Answer the table as a file with the same figures, what it is narrowed to and what the figures mean."""
    wanted = _asked()
    told, period = sheet(wanted, _table(wanted)), wanted.period
    name = f"report-{wanted.level}-{period.first}-{period.last}"
    if kind == "csv":
        return csv_answer(name, told.header, [*told.rows, [], *told.notes])
    if kind == "xlsx":
        return xlsx_answer(
            name, (str(LEVELS[wanted.level]), _("Definitions")), told.header, told.rows, told.notes
        )
    title = _("Report from %(first)s to %(last)s", first=day(period.first), last=day(period.last))
    return pdf_answer(
        name, title, told.on_paper(told.header), list(map(told.on_paper, told.rows)), told.notes
    )


def of_campaign(campaign: Campaign) -> str:
    """Return the results part of a campaign's page: figures since it began, and who applied."""
    if not allows(staff(), Permission.SEE_REPORTS):
        return ""
    today = local_date(now(), _zone())
    period = Period(min(campaign.starts_on, today), max(campaign.ends_on, today), _zone())
    found = tables.table(
        db.session(), Level.POST, period, model_named("last"), Part(campaign), compared=False
    )
    links = [post.link_id for post in queries.posts(db.session(), campaign) if post.link_id is not None]
    people = queries.applications_touched(db.session(), links) if _sees_names() else []
    return render_template(
        "reports/_of_campaign.html",
        campaign=campaign,
        total=found.total,
        mine=found.own.now,
        people=people,
    )


def of_post(post: Post) -> str:
    """Return the results part of a post's page: figures since it got its link, and who applied through it."""
    if post.link is None or not allows(staff(), Permission.SEE_REPORTS):
        return ""
    first, today = local_date(post.link.created_at, _zone()), local_date(now(), _zone())
    part, period = Part(link_id=post.link.id), Period(first, today, _zone())
    found = tables.table(db.session(), Level.POST, period, model_named("last"), part, compared=False)
    people = queries.applications_touched(db.session(), [post.link.id]) if _sees_names() else []
    return render_template("reports/_of_post.html", post=post, row=tables.only(found, post.id), people=people)


def _sees_names() -> bool:
    return allows(staff(), Permission.SEE_ALL_APPLICATIONS)


def journey(application: Application) -> str:
    """Return the journey of an application as a line of touches with post, channel and day."""
    found = applicants.journey_of(db.session(), application)
    touches = applicants.touches(db.session(), found) if found else []
    posts = queries.posts_by_link(db.session(), {touch.link_id for touch in touches})
    return render_template(
        "reports/_journey.html", application=application, journey=found, touches=touches, posts=posts
    )
