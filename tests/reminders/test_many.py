"""A thousand people, four schedulers, and a scheduler that slept: each reminder once, none lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from careers.accounts.models import Role
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.extensions import db
from careers.mail import OutgoingMail
from careers.reminders.mailing import remind_everybody
from careers.reminders.models import Reminder, Rule

MORNING = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)


def campaign_of(officer, **values):
    return CampaignFactory(
        owner=officer, starts_on=MORNING.date(), ends_on=MORNING.date() + timedelta(days=30), **values
    )


@pytest.mark.slow
def test_several_schedulers_write_a_thousand_mails_once(app, session):
    channel = ChannelFactory()
    for _ in range(1000):
        officer = UserFactory(role=Role.COMMUNICATIONS)
        PostFactory(campaign=campaign_of(officer), author=officer, channel=channel, planned_at=MORNING)
    session.commit()
    db.session.remove()

    def run(_n):
        with app.app_context():
            try:
                return remind_everybody(app, MORNING)
            finally:
                db.session.remove()

    schedulers = 4 if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql") else 2
    with ThreadPoolExecutor(schedulers) as pool:
        written = sum(pool.map(run, range(schedulers)))
    rows, mails = db.session.query(Reminder), db.session.query(OutgoingMail.recipient)
    assert (written, rows.count(), mails.count(), mails.distinct().count()) == (1000,) * 4


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1), timedelta(days=3)])
def test_clock_that_jumps_loses_and_doubles_nothing(app, session, jump):
    officer = UserFactory(role=Role.COMMUNICATIONS)
    post = PostFactory(campaign=campaign_of(officer), author=officer, planned_at=MORNING + timedelta(days=1))
    session.commit()
    for at in (MORNING, MORNING + jump, MORNING + jump, MORNING + timedelta(days=4)):
        remind_everybody(app, at)
    session.expire_all()
    rows = session.query(Reminder).filter_by(subject_id=post.id, recipient_id=officer.id).all()
    about = [(row.rule, row.local_date) for row in rows if row.rule in {Rule.POST_DUE, Rule.POST_OVERDUE}]
    assert len(about) == len(set(about))
    assert (Rule.POST_OVERDUE, MORNING.date() + timedelta(days=4)) in about


def test_scheduler_that_slept_tells_what_is_late(app, session):
    officer = UserFactory(role=Role.COMMUNICATIONS, language="en")
    PostFactory(campaign=campaign_of(officer), author=officer, title="Film", planned_at=MORNING)
    session.commit()
    remind_everybody(app, MORNING + timedelta(days=3))
    session.expire_all()
    mail = session.query(OutgoingMail).one()
    assert "Posts that are overdue" in mail.text
    assert "Film – Nov 10, 2026" in mail.text
