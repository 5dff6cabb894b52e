"""Sealed days and raw clicks say the same, whatever comes late."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careers.clock import day_starts
from careers.demo.factories.tracking import ClickFactory, LinkFactory, PageViewFactory
from careers.extensions import db
from careers.tracking import daily
from careers.tracking.models import ClickDay, Page, Verdict
from tests import databases

ZONE = "Europe/Paris"
TODAY = date(2026, 11, 2)  # the clock was set back on 25 October
FIRST = TODAY - timedelta(days=12)


def told(session):
    span = (FIRST, TODAY, ZONE)
    return (
        daily.clicks_by_link(session, *span),
        daily.humans_by_day(session, *span),
        daily.views_by_link(session, Page.JOB, *span),
    )


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    hours=st.lists(st.tuples(st.integers(0, 12 * 24), st.sampled_from(Verdict), st.booleans()), max_size=30)
)
def test_seals_change_no_figure(app, hours):
    databases.empty(app)
    session, link = db.session(), LinkFactory()
    begin = day_starts(FIRST, ZONE)
    for hour, verdict, is_view in hours:
        at = begin + timedelta(hours=hour)
        if is_view:
            PageViewFactory(at=at, link_id=link.id if hour % 2 else None, verdict=verdict)
        else:
            ClickFactory(at=at, link=link, verdict=verdict)
    session.flush()
    raw = told(session)
    daily.seal(session, TODAY - timedelta(days=4), ZONE)
    half = told(session)
    daily.seal(session, TODAY, ZONE)
    assert raw == half == told(session)


def test_late_click_opens_its_day_again(session):
    link = LinkFactory()
    ClickFactory(link=link, at=day_starts(FIRST, ZONE))
    assert daily.seal(session, TODAY, ZONE) == 11
    ClickFactory(link=link, at=day_starts(FIRST + timedelta(days=3), ZONE))
    daily.unseal(session, FIRST + timedelta(days=2))
    assert daily.clicks_by_link(session, FIRST, TODAY, ZONE)[link.id].human == 2
    assert daily.seal(session, TODAY, ZONE) == 9


def test_seal_of_another_time_zone_is_not_read(session):
    link = LinkFactory()
    ClickFactory(link=link, at=day_starts(FIRST, ZONE))
    daily.seal(session, TODAY, ZONE)
    assert daily.sealed_until(session, "America/Martinique") is None
    before = FIRST - timedelta(days=1)
    assert daily.humans_by_day(session, before, TODAY, "America/Martinique") == {before: 1}


def test_yesterday_stays_open(session):
    ClickFactory(link=LinkFactory(), at=day_starts(TODAY - timedelta(days=1), ZONE))
    assert daily.seal(session, TODAY, ZONE) == 0
    assert session.query(ClickDay).count() == 0
