"""What reports say: every application is in the total exactly once."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careers.applicants import summary
from careers.applicants.models import StageChange, StageKind
from careers.attribution.models import model_named
from careers.clock import day_starts
from careers.demo.factories.applicants import (
    ApplicationFactory,
    JourneyFactory,
    JourneyTouchFactory,
    stage_of,
)
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import ClickFactory, LinkFactory, PageViewFactory
from careers.reports import labels, tables, trends
from careers.reports.figures import OTHER, UNKNOWN, Level, Part
from careers.reports.periods import Period
from careers.tracking.models import Page, Verdict
from tests import databases

ZONE = "Europe/Paris"
DAY = date(2026, 11, 10)
NOON = day_starts(DAY, ZONE) + timedelta(hours=12)
PERIOD = Period(DAY - timedelta(days=6), DAY, ZONE)
MODELS = list(labels.MODELS)


def post(**values):
    return PostFactory(link=LinkFactory(), **values)


def applied(*posts, at=NOON, reached=(), **values):
    application = ApplicationFactory(received_at=at, **values)
    journey = JourneyFactory(application=application)
    for position, one in enumerate(posts, 1):
        JourneyTouchFactory(
            journey=journey, position=position, link=one.link, at=at - timedelta(hours=9 - position)
        )
    for kind in reached:
        stage = stage_of(kind)
        one = StageChange(application=application, from_stage=application.stage, to_stage=stage, at=at)
        ApplicationFactory._meta.sqlalchemy_session_factory().add(one)
    summary.refresh(ApplicationFactory._meta.sqlalchemy_session_factory(), application)
    return application


def credited(session, level, model="last", campaign=None, name="applications"):
    found = tables.table(session, level, PERIOD, model_named(model), Part(campaign))
    return {row.key: getattr(row.now, name) for row in found.rows if getattr(row.now, name)}


@pytest.mark.parametrize(
    ("model", "shares"),
    [("first", {0: 1}), ("last", {2: 1}), ("linear", {0: 1 / 3, 1: 1 / 3, 2: 1 / 3})],
    ids=["first", "last", "linear"],
)
def test_credit_goes_where_the_model_says(session, model, shares):
    posts = [post() for _ in range(3)]
    applied(*posts)
    assert credited(session, Level.POST, model) == {posts[n].id: share for n, share in shares.items()}


def test_application_without_link_is_unknown(session):
    applied()
    assert credited(session, Level.CHANNEL) == {UNKNOWN: 1}


def test_channel_adds_up_its_posts(session):
    channel = ChannelFactory()
    applied(post(channel=channel))
    applied(post(channel=channel))
    assert credited(session, Level.CHANNEL) == {channel.id: 2}


def test_opening_counts_its_applications_whatever_brought_them(session):
    opening = OpeningFactory()
    applied(post(), opening=opening)
    applied(opening=opening)
    assert credited(session, Level.OPENING) == {opening.id: 2}


def test_campaign_report_shares_out_every_application_for_its_openings(session):
    opening = OpeningFactory()
    campaign = CampaignFactory(openings=[opening])
    mine, other = post(campaign=campaign), post()
    for touched in ([mine], [other], []):
        applied(*touched, opening=opening)
    applied(opening=OpeningFactory())
    assert credited(session, Level.POST, campaign=campaign) == {
        mine.id: 1,
        OTHER: 1,
        UNKNOWN: 1,
    }


def test_application_of_another_day_is_not_counted(session):
    applied(at=PERIOD.since - timedelta(seconds=1))
    applied(at=PERIOD.until)
    applied(at=PERIOD.since)
    assert credited(session, Level.POST) == {UNKNOWN: 1}


def test_interview_and_hire_count_what_was_reached(session):
    one = post()
    applied(one, reached=[StageKind.INTERVIEW])
    applied(one, reached=[StageKind.SHORTLISTED, StageKind.HIRED])
    applied(one, reached=[StageKind.REFUSED])
    found = tables.only(tables.table(session, Level.POST, PERIOD, model_named("last")), one.id).now
    assert (found.applications, found.interviews, found.hires) == (3, 2, 1)


def test_undone_hire_does_not_count(session):
    one = post()
    application = applied(one, reached=[StageKind.HIRED])
    session.query(StageChange).filter_by(application_id=application.id).update({"undone_at": NOON})
    summary.refresh(session, application)
    assert credited(session, Level.POST, name="hires") == {}


def test_robots_stand_apart_from_clicks(session):
    one = post()
    ClickFactory.create_batch(3, link=one.link, at=NOON)
    ClickFactory(link=one.link, at=NOON, verdict=Verdict.BOT)
    found = tables.only(tables.table(session, Level.POST, PERIOD, model_named("last")), one.id).now
    assert (found.clicks, found.bots) == (3, 1)


def test_visits_without_link_are_unknown(session):
    one = post()
    PageViewFactory(at=NOON, link_id=one.link.id)
    PageViewFactory(at=NOON, page=Page.FORM, link_id=one.link.id)
    PageViewFactory(at=NOON)
    assert credited(session, Level.POST, name="visits") == {one.id: 1, UNKNOWN: 1}
    assert credited(session, Level.POST, name="form_starts") == {one.id: 1}


def test_cost_is_divided_by_what_it_brought(session):
    one = post(is_sponsored=True, cost_cents=9_000, published_at=NOON)
    applied(one, reached=[StageKind.HIRED])
    applied(one)
    found = tables.only(tables.table(session, Level.POST, PERIOD, model_named("last")), one.id).now
    assert (found.cost_per_application, found.cost_per_hire) == (4_500, 9_000)


def test_period_before_is_beside_each_row(session):
    one = post()
    applied(one)
    applied(one, at=NOON - timedelta(days=7))
    applied(one, at=NOON - timedelta(days=8))
    row = tables.only(tables.table(session, Level.POST, PERIOD, model_named("last")), one.id)
    assert (row.now.applications, row.before.applications) == (1, 2)
    assert tables.compared(row, "applications") == -0.5


def test_trend_holds_every_day_of_the_period(session):
    one = post()
    ClickFactory(link=one.link, at=NOON)
    applied(one)
    spans = trends.trend(session, PERIOD).spans
    assert [(span.clicks, span.applications) for span in spans] == [(0, 0)] * 6 + [(1, 1)]


def test_long_period_is_told_by_week(session):
    found = trends.trend(session, Period(date(2026, 1, 1), date(2026, 12, 31), ZONE))
    assert found.is_weekly
    assert len(found.spans) == 53


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys=st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=8), model=st.sampled_from(MODELS))
def test_every_level_sums_to_the_number_of_applications(app, journeys, model):
    databases.empty(app)
    session = ApplicationFactory._meta.sqlalchemy_session_factory()
    posts = [post() for _ in range(3)]
    stray = PostFactory(link=LinkFactory())
    for touched in journeys:
        applied(*([*posts, stray][n] for n in touched))
    for level in Level:
        found = tables.table(session(), level, PERIOD, model_named(model))
        assert found.total.now.applications == pytest.approx(len(journeys))


def test_period_before_ends_the_day_before():
    assert Period(DAY, DAY, ZONE).before() == Period(DAY - timedelta(days=1), DAY - timedelta(days=1), ZONE)


def test_report_of_a_channel_keeps_the_true_total(session):
    channel = ChannelFactory()
    mine, other = post(channel=channel), post()
    for touched in ([mine], [other], []):
        applied(*touched)
    found = tables.table(session, Level.POST, PERIOD, model_named("last"), Part(channel_id=channel.id))
    shares = {row.key: row.now.applications for row in found.rows}
    assert shares == {mine.id: 1, OTHER: 1, UNKNOWN: 1}
