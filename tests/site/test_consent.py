"""Nothing on the device before a yes; after it several touches, until the word is taken back."""

from datetime import timedelta

import pytest

from careers.applicants.models import Application, ConsentTier, Journey, JourneyTouch
from careers.clock import now
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import ClickFactory, LinkFactory
from careers.tracking import consent
from careers.tracking.models import Click, Link, PageView
from tests.site import candidate
from tests.tracking.agents import IPHONE

AGENT = {"User-Agent": IPHONE}
GPC = {**AGENT, "Sec-GPC": "1"}
BANNER = "May we recognise this browser?"


@pytest.fixture
def asks(app):
    app.config["CAREERS"].consent_banner = True
    yield app
    app.config["CAREERS"].consent_banner = False


@pytest.fixture
def links(session):
    OpeningFactory(slug="gp", state="published", published_at=now())
    found = [LinkFactory(code=code, target="/jobs/gp") for code in ("bcd234", "fgh567")]
    ids = [link.id for link in found]
    session.commit()  # and read nothing after it: an open transaction would keep the clicks out of SQLite
    return ids


def touches(session):
    session.rollback()
    return [row.link_id for row in session.query(JourneyTouch).order_by(JourneyTouch.position)]


def tier(session):
    session.rollback()
    return session.query(Journey).one().tier


def agree(client, **more):
    return client.post(
        "/consent", data={"answer": "yes", "back": "/jobs/gp?via=bcd234"}, headers=AGENT, **more
    )


def test_nothing_is_set_or_asked_by_default(client, links):
    for address in ("/l/bcd234", "/jobs/gp?via=bcd234&lang=en", "/jobs/gp/apply", "/privacy"):
        answer = client.get(address, headers=AGENT)
        assert "Set-Cookie" not in answer.headers
        assert BANNER not in answer.text
    assert client.post("/consent", data={"answer": "yes"}).status_code == 404


def test_banner_sets_nothing_before_the_answer(asks, client, links):
    answer = client.get("/jobs/gp?lang=en", headers=AGENT)
    assert BANNER in answer.text
    assert "Set-Cookie" not in answer.headers


def test_yes_keeps_a_random_number_for_thirteen_months_at_most(asks, client, links):
    answer = agree(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/jobs/gp?via=bcd234")
    cookie = client.get_cookie(consent.COOKIE)
    assert (len(cookie.value), cookie.http_only, cookie.max_age) == (22, True, 395 * 86_400)
    assert BANNER not in client.get("/jobs/gp?lang=en", headers=AGENT).text


def test_no_is_remembered_and_nothing_is_tied(asks, session, client, links):
    client.post("/consent", data={"answer": "no"}, headers=AGENT)
    assert client.get_cookie(consent.COOKIE).value == "no"
    assert BANNER not in client.get("/jobs/gp?lang=en&via=bcd234", headers=AGENT).text
    client.get("/l/bcd234", headers=AGENT)
    candidate.apply(client, "gp", via="bcd234")
    assert session.query(Click.visitor).all() == [(None,)]
    assert (touches(session), tier(session)) == ([links[0]], ConsentTier.LINK)


def test_earlier_touches_join_the_journey_in_order(asks, session, client, links):
    agree(client)
    client.get("/jobs/gp?via=bcd234", headers=AGENT)
    client.get("/l/fgh567", headers=AGENT)
    candidate.apply(client, "gp", via="fgh567")
    assert (touches(session), tier(session)) == (links, ConsentTier.CONSENTED)
    kept = client.get_cookie(consent.COOKIE).value
    assert kept not in {row.visitor for row in session.query(Click)}


def test_touch_before_the_look_back_is_left_out(asks, session, client, links):
    agree(client)
    visitor = consent.visitor_of(client.get_cookie(consent.COOKIE).value)
    ClickFactory(link=session.get(Link, links[0]), visitor=visitor, at=now() - timedelta(days=91))
    session.commit()
    candidate.apply(client, "gp", via="fgh567")
    assert touches(session) == [links[1]]


def test_global_privacy_control_is_a_no(asks, session, client, links):
    assert BANNER not in client.get("/jobs/gp?lang=en", headers=GPC).text
    client.post("/consent", data={"answer": "yes"}, headers=GPC)
    assert client.get_cookie(consent.COOKIE).value == "no"


def test_global_privacy_control_outweighs_an_earlier_yes(asks, session, client, links):
    agree(client)
    client.get("/l/bcd234", headers=GPC)
    client.get("/jobs/gp?via=bcd234", headers=GPC)
    session.rollback()
    assert {row.visitor for row in (*session.query(Click), *session.query(PageView))} == {None}


def test_word_can_be_taken_back(asks, session, client, links):
    agree(client)
    client.get("/l/bcd234", headers=AGENT)
    page = client.get("/privacy?lang=en", headers=AGENT).text
    assert "At present you are recognised." in page
    client.post("/consent", data={"answer": "no", "back": "/privacy"}, headers=AGENT)
    assert "not recognised" in client.get("/privacy?lang=en", headers=AGENT).text
    session.rollback()
    assert session.query(Click.visitor).all() == [(None,)]


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/\nx"])
def test_answer_leads_nowhere_else(asks, client, back):
    answer = client.post("/consent", data={"answer": "no", "back": back})
    assert answer.headers["Location"] == "/jobs"


@pytest.mark.parametrize("cookie", ["no", "x", "x" * 5000, "'; DROP TABLE click; --", "é" * 22])
def test_cookie_that_is_not_ours_ties_nothing(asks, session, client, links, cookie):
    assert consent.visitor_of(cookie) is None


def test_ties_of_thirteen_months_ago_are_cut(session):
    old = ClickFactory(visitor="a" * 64, at=now() - timedelta(days=396))
    young = ClickFactory(visitor="a" * 64, at=now() - timedelta(days=394))
    assert consent.forget_old_visitors(session, now()) == 1
    session.expire_all()
    assert (old.visitor, young.visitor) == (None, "a" * 64)


def test_later_visits_change_no_frozen_journey(asks, session, client, links):
    agree(client)
    candidate.apply(client, "gp", via="bcd234")
    before = touches(session)
    client.get("/l/fgh567", headers=AGENT)
    assert touches(session) == before
    assert session.query(Application).count() == 1
