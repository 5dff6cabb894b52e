"""One mail a day to everybody who is needed, never two, never none."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from careers.accounts.models import Role
from careers.campaigns.models import PostState
from careers.cli import main
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import ApplicationFactory
from careers.demo.factories.campaigns import CampaignFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.extensions import db
from careers.mail import OutgoingMail
from careers.reminders.mailing import remind_everybody
from careers.reminders.models import Reminder, Rule

SEEN = "https://www.linkedin.com/feed/update/1"
MORNING = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)  # half past nine in Paris


@pytest.fixture
def officer(session):
    return UserFactory(role=Role.COMMUNICATIONS, email="com@x.example")


def post(officer, **values):
    campaign = CampaignFactory(
        owner=officer, starts_on=MORNING.date(), ends_on=MORNING.date() + timedelta(days=30)
    )
    PostFactory(
        campaign=campaign,
        state=PostState.PUBLISHED,
        public_url=SEEN,
        published_at=MORNING - timedelta(days=1),
    )
    return PostFactory(
        campaign=campaign, author=officer, **{"planned_at": MORNING + timedelta(hours=2)} | values
    )


def mails(session):
    session.expire_all()
    return session.query(OutgoingMail).order_by(OutgoingMail.id).all()


def reminded(app, session, at=MORNING):
    session.commit()
    remind_everybody(app, at)
    return {(one.rule, one.subject_id) for one in session.query(Reminder)}


def test_post_of_today_is_told_with_the_address_of_its_page(app, session, officer):
    due = post(officer)
    assert reminded(app, session) == {(Rule.POST_DUE, due.id)}
    assert f"/staff/posts/{due.id}" in mails(session)[0].text


@pytest.mark.parametrize("state", [PostState.PUBLISHED, PostState.WITHDRAWN])
def test_post_that_is_out_is_not_told(app, session, officer, state):
    post(officer, state=state, published_at=MORNING - timedelta(days=1), public_url=SEEN)
    assert reminded(app, session) == set()


def test_one_mail_holds_everything(app, session, officer):
    post(officer)
    post(officer, planned_at=MORNING - timedelta(days=2))
    quiet = CampaignFactory(
        owner=officer, starts_on=MORNING.date() - timedelta(days=20), ends_on=MORNING.date()
    )
    published = {"state": PostState.PUBLISHED, "public_url": SEEN, "author": officer}
    PostFactory(campaign=quiet, published_at=MORNING - timedelta(days=19), **published)
    assert {rule for rule, _subject in reminded(app, session)} == {
        Rule.POST_DUE,
        Rule.POST_OVERDUE,
        Rule.CAMPAIGN_QUIET,
    }
    assert len(mails(session)) == 1


def test_recruiters_are_told_of_closing_openings_and_waiting_applications(app, session):
    UserFactory(role=Role.RECRUITER)
    opening = OpeningFactory(closes_on=MORNING.date() + timedelta(days=3))
    waiting = ApplicationFactory(opening=opening, received_at=MORNING - timedelta(days=9))
    ApplicationFactory(opening=opening, received_at=MORNING - timedelta(days=2))
    assert reminded(app, session) == {
        (Rule.OPENING_CLOSING, opening.id),
        (Rule.NOTICE_TOO_SHORT, opening.id),
        (Rule.APPLICATION_WAITING, waiting.id),
    }
    assert waiting.candidate.last_name not in mails(session)[0].text


def test_second_run_of_a_day_sends_nothing(app, session, officer):
    post(officer)
    for minutes in (0, 1, 600):
        reminded(app, session, MORNING + timedelta(minutes=minutes))
    assert len(mails(session)) == 1


def test_next_morning_tells_again(app, session, officer):
    post(officer)
    reminded(app, session)
    reminded(app, session, MORNING + timedelta(days=1))
    assert len(mails(session)) == 2


def test_nobody_is_woken_before_their_own_morning(app, session):
    paris = UserFactory(role=Role.COMMUNICATIONS, time_zone="Europe/Paris")
    island = UserFactory(role=Role.COMMUNICATIONS, time_zone="America/Martinique")
    post(paris)
    post(island)
    reminded(app, session)
    assert [mail.recipient for mail in mails(session)] == [paris.email]
    reminded(app, session, MORNING + timedelta(hours=5))
    assert {mail.recipient for mail in mails(session)} == {paris.email, island.email}


@pytest.mark.parametrize(
    "night",
    [datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)],
    ids=["longer", "shorter"],
)
def test_day_of_the_clock_change_has_one_mail(app, session, officer, night):
    post(officer, planned_at=night + timedelta(hours=12))
    for quarter in range(4 * 20):
        reminded(app, session, night + timedelta(minutes=15 * quarter))
    assert len(mails(session)) == 1


def test_four_schedulers_at_once_send_one_mail(app, session, officer):
    post(officer)
    session.commit()
    db.session.remove()

    def run(_n):
        with app.app_context():
            return remind_everybody(app, MORNING)

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(run, range(4)))
    assert (sent, len(mails(db.session))) == (1, 1)


def test_mail_speaks_the_language_of_its_reader(app, session):
    post(UserFactory(role=Role.COMMUNICATIONS, language="fr"))
    reminded(app, session)
    assert "besoin de vous" in mails(session)[0].subject


def test_dry_run_says_who_and_sends_nothing(app, session, officer):
    post(officer, title="Film")
    session.commit()
    words = ["remind", "--at", "2026-11-10T08:30", "--dry-run", "--json"]
    result = CliRunner().invoke(main, words, obj=ScriptInfo(create_app=lambda *_: app))
    assert json.loads(result.output) == [{"recipient": "com@x.example", "rule": "post_due", "title": "Film"}]
    assert mails(session) == []
