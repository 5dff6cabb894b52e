"""The way of one click: stored before it is answered, or not counted, or sent on to Flask."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import text
from sqlalchemy.orm import Session

from careers.cli import main
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.tracking import ClickFactory, LinkFactory
from careers.extensions import db
from careers.sqlite import reading
from careers.tracking import service, spool
from careers.tracking.models import Click, Link, Verdict
from tests.tracking.agents import IPHONE

PERSON = {"User-Agent": IPHONE, "Referer": "https://www.linkedin.com/feed/?secret=1"}


@pytest.fixture
def link(session):
    link = LinkFactory(code="abc234", target="/jobs/gp", utm_source="linkedin")
    session.commit()
    return link


def clicks(session):
    """Return what any other process would see, through a session of its own."""
    session.rollback()
    with reading(), Session(db.engine) as other:
        return other.query(Click).order_by(Click.at).all()


def test_click_is_stored_and_sent_on(session, client, link):
    answer = client.get("/l/abc234", headers=PERSON)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert answer.headers["Location"].startswith("/jobs/gp?via=abc234&utm_source=linkedin")
    stored = clicks(session)[0]
    assert (stored.link_id, stored.verdict, stored.referrer) == (link.id, Verdict.HUMAN, "www.linkedin.com")


def test_code_is_read_whatever_its_case(client, link):
    assert client.get("/l/ABC234", headers=PERSON).status_code == 302


def test_nothing_of_the_visitor_is_kept_but_the_kind_of_device(session, client, link):
    client.get("/l/abc234", headers=PERSON, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    row = session.execute(text("SELECT * FROM click")).mappings().one()
    assert not any("203.0.113" in str(value) or "secret" in str(value) for value in row.values())
    assert row["visitor"] is None


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}],
    ids=["chrome", "old chrome", "firefox"],
)
def test_prefetch_is_answered_and_not_counted(session, client, link, headers):
    assert client.get("/l/abc234", headers=PERSON | headers).status_code == 302
    assert clicks(session) == []


def test_head_is_answered_and_not_counted(session, client, link):
    assert client.head("/l/abc234", headers=PERSON).status_code == 302
    assert clicks(session) == []


def test_preview_robot_is_stored_with_its_verdict(session, client, link):
    client.get("/l/abc234", headers={"User-Agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0)"})
    stored = clicks(session)[0]
    assert (stored.verdict, stored.reason) == (Verdict.BOT, "preview: LinkedInBot")


def test_query_never_chooses_the_target(client, link):
    place = client.get("/l/abc234?url=https://evil.example&target=//evil.example", headers=PERSON).headers[
        "Location"
    ]
    assert "evil" not in place


@pytest.mark.parametrize(
    "path", ["/l/", "/l/nowhere", "/l/../staff", "/l/" + "x" * 500, "/l/abc234/more", "/l/%00"]
)
def test_unknown_code_is_a_page_not_a_click(session, client, link, path):
    assert client.get(path, headers=PERSON).status_code == 404
    assert clicks(session) == []


def test_disabled_link_is_gone_within_two_seconds(session, client, link):
    assert client.get("/l/abc234", headers=PERSON).status_code == 302
    service.disable_link(session, UserFactory(), session.get(Link, link.id), now())
    session.commit()
    end = time.monotonic() + 2
    while client.get("/l/abc234", headers=PERSON).status_code != 410:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_new_link_works_at_once(session, client, link):
    assert client.get("/l/abc234", headers=PERSON).status_code == 302
    LinkFactory(code="new777")
    session.commit()
    assert client.get("/l/new777", headers=PERSON).status_code == 302


def test_fifty_people_at_once_are_all_stored(app, session, link):
    db.session.remove()
    with ThreadPoolExecutor(25) as pool:
        answers = list(
            pool.map(lambda _n: app.test_client().get("/l/abc234", headers=PERSON).status_code, range(50))
        )
    assert answers == [302] * 50
    assert len(clicks(db.session)) == 50


def test_refused_click_is_spooled_and_replayed_once(app, session, client, link):
    client.get("/l/abc234", headers=PERSON)
    session.execute(text("ALTER TABLE click RENAME TO click_away"))
    session.commit()
    assert client.get("/l/abc234", headers=PERSON).status_code == 302
    session.execute(text("ALTER TABLE click_away RENAME TO click"))
    session.commit()
    assert len(clicks(session)) == 1
    folder = app.config["CAREERS"].spool
    assert [spool.replay(db.engine, folder) for _ in range(2)] == [1, 0]
    assert len(clicks(session)) == 2


def test_spooled_click_of_a_vanished_link_stops_no_other(app, session, link, tmp_path):
    row = {
        "at": now(),
        "verdict": "human",
        "reason": "",
        "agent": "",
        "device": "mobile",
        "referrer": "",
        "visitor": None,
    }
    spool.keep(tmp_path, [row | {"id": "a", "link_id": 99999}, row | {"id": "b", "link_id": link.id}])
    session.rollback()
    assert spool.replay(db.engine, tmp_path) == 2
    assert [one.id for one in clicks(session)] == ["b"]
    assert list((tmp_path / "rejected").iterdir())


def test_recompute_judges_again_by_todays_rules(app, session, link):
    ClickFactory(link=link, agent="Twitterbot/1.0", verdict=Verdict.HUMAN, reason="")
    ClickFactory(link=link, agent="Mozilla/5.0 (iPhone)", at=now() - timedelta(days=9))
    session.commit()
    result = CliRunner().invoke(main, ["tracking", "recompute"], obj=ScriptInfo(create_app=lambda *_: app))
    assert "2 clicks looked at, 1 verdicts changed." in result.output
    assert {one.verdict for one in clicks(session)} == {Verdict.BOT, Verdict.HUMAN}
