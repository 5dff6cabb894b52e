"""Each rule finds what it says, for whom it says, from its day on; switches, answers and previews."""

from datetime import UTC, date, datetime, timedelta

import pytest

from careers.accounts.models import Role
from careers.applicants import summary
from careers.applicants.models import StageKind
from careers.campaigns.models import Network, PostState
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import ApplicationFactory, stage_of
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.reminders import queries, recurrence, rules, service
from careers.reminders.models import OwnReminder, Rule

AT = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)
TODAY = AT.date()
ZONE = "Europe/Paris"
OUT = {"state": PostState.PUBLISHED, "public_url": "https://www.linkedin.com/feed/update/1"}


def days(number):
    return timedelta(days=number)


@pytest.fixture
def officer(session):
    return UserFactory(role=Role.COMMUNICATIONS)


@pytest.fixture
def recruiter(session):
    return UserFactory(role=Role.RECRUITER)


@pytest.fixture
def campaign(officer):
    return CampaignFactory(owner=officer, starts_on=TODAY - days(10), ends_on=TODAY + days(20))


def found(session, rule, at=AT, person=None):
    session.flush()
    due = queries.due(session, at, at.date(), ZONE, person)
    return [(one.subject_id, one.recipient.id) for one in due if one.rule is rule]


def opening(**values):
    published = {"state": "published", "published_at": AT - days(40), "closes_on": TODAY + days(60)}
    return OpeningFactory(**{**published, **values})


def test_post_of_tomorrow_is_told_and_that_of_the_day_after_is_not(session, officer, campaign):
    tomorrow = PostFactory(campaign=campaign, author=officer, planned_at=AT + days(1))
    PostFactory(campaign=campaign, author=officer, planned_at=AT + days(2))
    assert found(session, Rule.POST_DUE) == [(tomorrow.id, officer.id)]


def test_author_and_owner_are_both_told(session, officer, campaign):
    author = UserFactory(role=Role.COMMUNICATIONS)
    post = PostFactory(campaign=campaign, author=author, planned_at=AT - days(2))
    assert {person for _post, person in found(session, Rule.POST_OVERDUE)} == {author.id, officer.id}
    assert post.id == found(session, Rule.POST_OVERDUE)[0][0]


@pytest.mark.parametrize(("network", "told"), [(Network.LINKEDIN, 1), (Network.POSTER, 0)])
def test_published_post_without_address_is_told_where_there_is_one(session, officer, campaign, network, told):
    values = {**OUT, "public_url": "", "published_at": AT - days(1)}
    PostFactory(campaign=campaign, author=officer, channel=ChannelFactory(network=network), **values)
    assert len(found(session, Rule.POST_WITHOUT_ADDRESS)) == told


def test_campaign_without_a_post_is_told_from_its_first_day(session, officer):
    one = CampaignFactory(owner=officer, starts_on=TODAY, ends_on=TODAY + days(9))
    assert found(session, Rule.CAMPAIGN_EMPTY) == [(one.id, officer.id)]
    assert found(session, Rule.CAMPAIGN_EMPTY, AT - days(1)) == []


@pytest.mark.parametrize(("ago", "told"), [(13, 0), (14, 1)])
def test_campaign_is_quiet_after_fourteen_days(session, officer, ago, told):
    one = CampaignFactory(owner=officer, starts_on=TODAY - days(30), ends_on=TODAY)
    PostFactory(campaign=one, published_at=AT - days(ago), **OUT)
    assert len(found(session, Rule.CAMPAIGN_QUIET)) == told


@pytest.mark.parametrize(("came", "told"), [(4, 1), (5, 0)])
def test_campaign_under_half_of_its_goal_is_told_from_half_time(session, officer, came, told):
    job = opening()
    values = {"goal_applications": 10, "openings": [job], "owner": officer}
    one = CampaignFactory(starts_on=TODAY - days(10), ends_on=TODAY + days(10), **values)
    CampaignFactory(starts_on=TODAY - days(9), ends_on=TODAY + days(30), **values)
    for _ in range(came):
        summary.refresh(session, ApplicationFactory(opening=job, received_at=AT - days(1)))
    assert found(session, Rule.CAMPAIGN_UNDER_GOAL) == [(one.id, officer.id)] * told


def test_closing_opening_with_a_planned_post_is_left_alone(session, recruiter, campaign):
    alone, cared_for = opening(closes_on=TODAY + days(7)), opening(closes_on=TODAY + days(7))
    opening(closes_on=TODAY + days(8))
    PostFactory(campaign=campaign, opening=cared_for, planned_at=AT + days(1))
    assert found(session, Rule.OPENING_CLOSING) == [(alone.id, recruiter.id)]


def test_opening_without_application_is_told_after_fourteen_days(session, recruiter):
    nobody, somebody = opening(published_at=AT - days(14)), opening(published_at=AT - days(14))
    opening(published_at=AT - days(13))
    summary.refresh(session, ApplicationFactory(opening=somebody, received_at=AT))
    assert found(session, Rule.OPENING_WITHOUT_APPLICATION) == [(nobody.id, recruiter.id)]


def test_post_of_an_ended_opening_is_told(session, officer, campaign):
    job = opening(state="closed", closed_at=AT - days(1))
    post = PostFactory(campaign=campaign, opening=job, author=officer, published_at=AT - days(9), **OUT)
    assert found(session, Rule.OPENING_ENDED_WITH_POSTS) == [(post.id, officer.id)]


def test_short_and_incomplete_notices_are_told(session, recruiter):
    short = opening(published_at=AT, closes_on=TODAY + days(20))
    silent = opening(grades="")
    assert (short.id, recruiter.id) in found(session, Rule.NOTICE_TOO_SHORT)
    assert (silent.id, recruiter.id) in found(session, Rule.NOTICE_INCOMPLETE)
    assert (silent.id, recruiter.id) not in found(session, Rule.NOTICE_TOO_SHORT)


def test_hiring_manager_hears_of_own_waiting_applications_only(session):
    manager = UserFactory(role=Role.HIRING_MANAGER)
    mine = ApplicationFactory(opening=opening(hiring_manager=manager), received_at=AT - days(8))
    ApplicationFactory(received_at=AT - days(8))
    assert found(session, Rule.APPLICATION_WAITING) == [(mine.id, manager.id)]


@pytest.mark.parametrize(("ago", "talent_pool", "told"), [(80, False, 1), (70, False, 0), (80, True, 0)])
def test_data_to_erase_is_told_in_time(session, recruiter, ago, talent_pool, told):
    values = {"stage": stage_of(StageKind.REFUSED), "stage_since": AT - days(ago), "talent_pool": talent_pool}
    ApplicationFactory(**values)
    assert len(found(session, Rule.RETENTION_ENDS)) == told  # kept for three months, told two weeks ahead


# Switches


def test_number_of_days_can_be_changed_for_everybody(session, officer, campaign):
    admin = UserFactory(role=Role.ADMINISTRATOR)
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT + days(5))
    service.switch_rule(session, admin, Rule.POST_DUE, rules.ALL, is_on=True, days=5)
    assert found(session, Rule.POST_DUE) == [(post.id, officer.id)]
    service.reset_rule(session, admin, Rule.POST_DUE, rules.ALL)
    assert found(session, Rule.POST_DUE) == []


def test_person_may_hear_earlier_or_not_at_all(session, officer, campaign):
    author = UserFactory(role=Role.COMMUNICATIONS)
    post = PostFactory(campaign=campaign, author=author, planned_at=AT + days(5))
    service.switch_rule(session, author, Rule.POST_DUE, rules.of_person(author.id), is_on=True, days=7)
    assert found(session, Rule.POST_DUE) == [(post.id, author.id)]
    service.switch_rule(session, author, Rule.POST_DUE, rules.of_person(author.id), is_on=False, days=7)
    assert found(session, Rule.POST_DUE, AT + days(5)) == [(post.id, officer.id)]


def test_campaign_that_is_switched_off_is_silent(session, officer, campaign):
    PostFactory(campaign=campaign, author=officer, planned_at=AT)
    service.switch_rule(
        session, officer, Rule.POST_DUE, rules.of_campaign(campaign.id), is_on=False, days=None
    )
    assert found(session, Rule.POST_DUE) == []


# Answers


def test_snoozed_reminder_is_back_on_its_day(session, officer, campaign):
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT - days(3))
    service.snooze(session, officer, Rule.POST_OVERDUE, post.id, TODAY + days(2), AT)
    assert found(session, Rule.POST_OVERDUE, AT + days(1)) == []
    assert found(session, Rule.POST_OVERDUE, AT + days(2)) == [(post.id, officer.id)]


def test_done_reminder_stays_away_until_taken_back(session, officer, campaign):
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT - days(3))
    service.mark_done(session, officer, Rule.POST_OVERDUE, post.id, TODAY, AT)
    assert found(session, Rule.POST_OVERDUE, AT + days(30)) == []
    service.take_back(session, officer, Rule.POST_OVERDUE, post.id)
    assert found(session, Rule.POST_OVERDUE) == [(post.id, officer.id)]


def test_handed_over_reminder_reaches_the_colleague_alone(session, officer, campaign):
    colleague = UserFactory(role=Role.COMMUNICATIONS)
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT)
    service.hand_over(session, officer, Rule.POST_DUE, post.id, colleague, AT)
    assert found(session, Rule.POST_DUE) == [(post.id, colleague.id)]
    colleague.active = False
    assert found(session, Rule.POST_DUE) == [(post.id, officer.id)]


def test_reminder_handed_in_a_circle_is_not_lost(session, officer, campaign):
    colleague = UserFactory(role=Role.COMMUNICATIONS)
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT)
    service.hand_over(session, officer, Rule.POST_DUE, post.id, colleague, AT)
    service.hand_over(session, colleague, Rule.POST_DUE, post.id, officer, AT)
    assert found(session, Rule.POST_DUE) == [(post.id, officer.id)]


@pytest.mark.parametrize("active", [True, False])
def test_nothing_is_handed_to_oneself_or_to_who_left(session, officer, active):
    other = officer if active else UserFactory(active=False)
    with pytest.raises(service.NotInService):
        service.hand_over(session, officer, Rule.POST_DUE, 1, other, AT)


# Set by hand


def own(session, officer, **values):
    return service.save_own(
        session, officer, None, {"title": "Call", "first_on": TODAY, "note": "", **values}
    )


def test_reminder_set_by_hand_comes_on_its_day_until_done(session, officer):
    one = own(session, officer, first_on=TODAY)
    assert found(session, Rule.OWN, AT - days(1)) == []
    assert found(session, Rule.OWN, AT + days(3)) == [(one.id, officer.id)]
    service.mark_done(session, officer, Rule.OWN, one.id, TODAY, AT)
    assert found(session, Rule.OWN, AT + days(3)) == []
    assert one.ended_at == AT


def test_repeated_reminder_is_done_until_it_comes_again(session, officer):
    one = own(session, officer, repeat="FREQ=WEEKLY")
    service.mark_done(session, officer, Rule.OWN, one.id, TODAY + days(2), AT)
    assert (one.done_on, one.ended_at) == (TODAY, None)
    assert found(session, Rule.OWN, AT + days(6)) == []
    assert found(session, Rule.OWN, AT + days(7)) == [(one.id, officer.id)]


def test_handed_over_own_reminder_belongs_to_the_colleague(session, officer):
    colleague = UserFactory(role=Role.VIEWER)
    one = own(session, officer)
    service.hand_over(session, officer, Rule.OWN, one.id, colleague, AT)
    assert session.get(OwnReminder, one.id).owner_id == colleague.id


@pytest.mark.parametrize(
    ("rule", "first", "day", "last", "following"),
    [
        ("", date(2026, 1, 5), date(2026, 3, 1), date(2026, 1, 5), None),
        ("FREQ=MONTHLY;BYDAY=1MO", date(2026, 1, 5), date(2026, 3, 1), date(2026, 2, 2), date(2026, 3, 2)),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            date(2026, 1, 31),
            date(2026, 3, 30),
            date(2026, 1, 31),
            date(2026, 3, 31),
        ),
        ("FREQ=DAILY;COUNT=2", date(2026, 1, 1), date(2026, 5, 1), date(2026, 1, 2), None),
        ("FREQ=YEARLY", date(2028, 2, 29), date(2029, 3, 1), date(2028, 2, 29), date(2032, 2, 29)),
    ],
)
def test_occurrences(rule, first, day, last, following):
    assert recurrence.last_until(first, rule, day) == last
    assert recurrence.next_after(first, rule, day) == following


@pytest.mark.parametrize(
    "text", ["x", "FREQ=SECONDLY", "FREQ=DAILY;EXRULE=1", "FREQ=WEEKLY;BYDAY=XX", "DTSTART:2026"]
)
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(recurrence.BadRecurrence):
        recurrence.checked(text)


def test_rule_is_kept_in_one_form():
    assert recurrence.checked(" rrule:freq=weekly; byday=mo ") == "FREQ=WEEKLY;BYDAY=MO"


def test_preview_tells_each_thing_on_its_first_day(session, officer, campaign):
    post = PostFactory(campaign=campaign, author=officer, planned_at=AT + days(4))
    told = [(day, one.rule) for day, one in queries.preview(session, AT, ZONE) if one.title == post.title]
    assert (TODAY + days(3), Rule.POST_DUE) in told
    assert (TODAY + days(5), Rule.POST_OVERDUE) in told
    assert len(told) == 2
