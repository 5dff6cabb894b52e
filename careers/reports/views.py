"""The report page, its file, and what reports show on the pages of posts, campaigns and applications."""

from flask import Blueprint, current_app, render_template, request
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
from careers.reports.figures import Level, Part, Row, Table
from careers.reports.labels import FIGURES, LEVELS, MODELS, SPECIAL
from careers.reports.periods import Period
from careers.web import pictures
from careers.web.exports import csv_answer
from careers.web.paging import asked_id

reports = Blueprint("reports", __name__, url_prefix="/staff/reports")

NUMBERS = (*FIGURES, "bots")


def _zone() -> str:
    return str(current_app.config["CAREERS"].time_zone)


def _asked() -> dict[str, object]:
    """Read what the address asks for; what is not known falls back to posts, last touch, 90 days."""
    args, zone = request.args, _zone()
    level, model = args.get("level", ""), args.get("model", "")
    return {
        "level": Level(level) if level in {*Level} else Level.POST,
        "model": model if model in MODELS else "last",
        "period": periods.asked_for(args, local_date(now(), zone), zone),
        "part": Part(db.session.get(Campaign, asked_id("campaign") or 0), asked_id("channel")),
    }


def _table(asked: dict[str, object]) -> Table:
    period, level, part = asked["period"], asked["level"], asked["part"]
    assert isinstance(period, Period)
    assert isinstance(level, Level)
    assert isinstance(part, Part)
    return tables.table(db.session(), level, period, model_named(str(asked["model"])), part)


@reports.get("/")
@requires(Permission.SEE_REPORTS)
def index() -> str:
    """Show what brought whom in a period, compared with the one before."""
    asked = _asked()
    found, period = _table(asked), asked["period"]
    assert isinstance(period, Period)
    campaign = asked["part"].campaign if isinstance(asked["part"], Part) else None
    spans = trends.trend(db.session(), period, campaign)
    return render_template(
        "reports/index.html",
        table=found,
        trend=spans,
        clicks=pictures.bars([(span.first, span.clicks) for span in spans.spans]),
        applications=pictures.bars([(span.first, span.applications) for span in spans.spans]),
        funnel=trends.funnel(found.total.now),
        campaigns=queries.campaigns_for_choice(db.session()),
        channels=queries.channels(db.session()),
        campaign=campaign,
        presets=periods.PRESETS,
        compared=tables.compared,
        **asked,
    )


@reports.get("/table.csv")
@requires(Permission.SEE_REPORTS)
def export() -> Response:
    """Answer the table as a file with the same figures, the period and the model beside each row."""
    asked = _asked()
    found, period = _table(asked), asked["period"]
    assert isinstance(period, Period)
    level = found.level
    names = [str(LEVELS[level]), *(str(FIGURES[name]) for name in FIGURES), _("Robots"), _("Cost")]
    header = [*names, _("Credit goes to"), _("From"), _("To"), _("Time zone")]
    told = [str(MODELS[str(asked["model"])]), period.first.isoformat(), period.last.isoformat(), period.zone]
    rows = [[*_cells(row), *told] for row in (*found.rows, found.total)]
    return csv_answer(f"report-{found.level}-{period.first}-{period.last}", header, rows)


def _cells(row: Row) -> list[object]:
    name = str(SPECIAL[row.key]) if isinstance(row.key, str) else str(row.subject)
    return [name, *(round(getattr(row.now, n), 4) for n in NUMBERS), row.now.cost_cents / 100]


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
        mine=tables.own(found),
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
