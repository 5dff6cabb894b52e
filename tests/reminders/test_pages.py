"""The pages of reminders, the links of mails, and the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from careers.accounts.models import Role, User
from careers.campaigns.models import PostState
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import ApplicationFactory
from careers.demo.factories.campaigns import CampaignFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.mail import OutgoingMail
from careers.reminders import links, queries
from careers.reminders.mailing import remind_everybody
from careers.reminders.models import Answer, OwnReminder, Rule, RuleSetting


@pytest.fixture
def officer(session):
    return UserFactory(role=Role.COMMUNICATIONS, language="en", time_zone="UTC", remind_at=0)


@pytest.fixture
def post(officer):
    campaign = CampaignFactory(
        owner=officer, starts_on=now().date() - timedelta(days=3), ends_on=now().date() + timedelta(days=30)
    )
    return PostFactory(campaign=campaign, author=officer, title="Film", planned_at=now() - timedelta(days=3))


@pytest.fixture
def browser(sign_in, officer, post):
    return sign_in(officer)


def test_home_page_lists_what_needs_me_with_its_answers(browser, post):
    page = browser.get("/staff/").text
    for text in ("1 thing needs you", "Posts that are overdue", "Film", "In a week"):
        assert text in page
    answer = {"rule": "post_overdue", "subject": post.id, "act": "done", "back": "home"}
    assert browser.post("/staff/reminders/answer", data=answer).headers["Location"] == "/staff/"
    assert "Film" not in browser.get("/staff/").text
    assert "Take back" in browser.get("/staff/reminders").text
    browser.post("/staff/reminders/answer", data={**answer, "act": "back"})
    assert "Film" in browser.get("/staff/").text


def test_colleague_gets_what_is_handed_over(session, sign_in, browser, post):
    colleague = UserFactory(role=Role.COMMUNICATIONS, language="en")
    session.commit()
    data = {"rule": "post_overdue", "subject": post.id, "act": "hand", "to": colleague.id}
    browser.post("/staff/reminders/answer", data=data)
    assert "Film" not in browser.get("/staff/").text
    assert "Film" in sign_in(colleague).get("/staff/").text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rule": "x", "subject": "1"},
        {"rule": "post_due", "subject": "x"},
        {"rule": "post_due", "subject": 10**30},
    ],
)
def test_answer_to_nothing_is_not_found(browser, data):
    assert browser.post("/staff/reminders/answer", data={"act": "done", **data}).status_code == 404


def test_reminder_is_set_from_the_page_that_it_is_about(session, browser, post):
    page = browser.get(f"/staff/campaigns/{post.campaign_id}").text
    assert f"/staff/reminders/new?about=campaign&amp;id={post.campaign_id}" in page
    address = f"/staff/reminders/new?about=campaign&id={post.campaign_id}"
    sent = {
        "title": "Ask the mayor",
        "first_on": "2026-01-05",
        "repeat": "FREQ=MONTHLY",
        "note": "Before noon",
    }
    assert browser.post(address, data=sent).status_code == 302
    session.expire_all()
    one = session.query(OwnReminder).one()
    assert (one.about, one.about_id, one.repeat) == ("campaign", post.campaign_id, "FREQ=MONTHLY")
    assert "Ask the mayor" in browser.get("/staff/").text
    browser.post(f"/staff/reminders/{one.id}/end")
    assert "Ask the mayor" not in browser.get("/staff/").text


def test_bad_reminder_keeps_what_was_typed(browser):
    sent = {"title": "", "first_on": "2026-13-01", "repeat": "whenever", "note": "Kept"}
    answer = browser.post("/staff/reminders/new", data=sent)
    assert answer.status_code == 422
    for text in (
        "Type what to remember.",
        "such as 2026-12-01",
        "FREQ=MONTHLY;BYDAY=1MO",
        "whenever",
        "Kept",
    ):
        assert text in answer.text


def test_reminder_of_somebody_else_is_not_found(session, browser):
    other = UserFactory()
    one = OwnReminder(owner=other, author_id=other.id, title="Secret", first_on=date(2026, 1, 1))
    session.add(one)
    session.commit()
    assert browser.get(f"/staff/reminders/{one.id}/edit").status_code == 404
    assert browser.post(f"/staff/reminders/{one.id}/end").status_code == 404


def test_rules_say_what_they_do_and_whom_they_would_remind(browser, sign_in, officer):
    page = sign_in(role="administrator", language="en").get("/staff/reminders/rules").text
    assert "has published nothing for 14 day(s)" in page
    assert "Film" in page
    assert "Save" not in sign_in(officer).get("/staff/reminders/rules").text


def test_rule_is_switched_and_reset(session, browser, post):
    address = "/staff/reminders/rules/post_overdue?scope=me"
    browser.post(address, data={"days": "10"})
    session.expire_all()
    setting = session.query(RuleSetting).one()
    assert (setting.is_on, setting.days) == (False, 10)
    assert "Film" not in browser.get("/staff/").text
    browser.post(address, data={"act": "reset"})
    assert "Film" in browser.get("/staff/").text


def test_only_administrators_switch_for_everybody(browser):
    assert browser.post("/staff/reminders/rules/post_due", data={"is_on": "y"}).status_code == 403
    assert browser.post("/staff/reminders/rules/nothing", data={}).status_code == 404


def mail(app, session):
    session.commit()
    remind_everybody(app)
    session.expire_all()
    return session.query(OutgoingMail).one()


def test_mail_has_text_and_html_with_links_that_ask_first(app, session, client, officer, post):
    letter = mail(app, session)
    address = letter.text.split("Done: ")[1].split()[0]
    assert address in letter.html
    path = address.removeprefix(app.config["CAREERS"].public_url)
    page = client.get(path)
    assert "It is done" in page.text
    assert "Film" in page.text
    assert session.query(Answer).count() == 0
    session.rollback()
    assert client.post(path).status_code == 200
    session.expire_all()
    assert queries.due(session, now(), now().date(), "UTC", officer) == []
    session.rollback()
    assert client.post(path).status_code == 200  # twice is the same as once


@pytest.mark.parametrize(
    "change", [lambda text: text[:-2], lambda text: "x" + text, lambda _text: "x" * 3000]
)
def test_forged_link_is_not_found(app, client, officer, change):
    token = links.token(links.Asked(officer.id, Rule.POST_DUE, 1, "done"))
    assert client.get(f"/reminders/{change(token)}").status_code == 404


def test_link_of_somebody_who_left_is_not_found(session, client, officer):
    token = links.token(links.Asked(officer.id, Rule.POST_DUE, 1, "done"))
    officer.active = False
    session.commit()
    assert client.post(f"/reminders/{token}").status_code == 404


def feed(session, browser, client, officer):
    browser.post("/staff/reminders/calendar", data={"act": "new"})
    session.expire_all()
    key = session.get(User, officer.id).calendar_key
    session.rollback()
    return f"/calendar/{key}.ics"


def test_calendar_holds_posts_and_own_reminders(session, browser, client, officer, post):
    own = OwnReminder(owner_id=officer.id, author_id=officer.id, title="Fair; with, signs\nand lines",
                      first_on=date(2026, 12, 1), repeat="FREQ=MONTHLY;BYDAY=1TU")  # fmt: skip
    session.add(own)
    session.commit()
    answer = client.get(feed(session, browser, client, officer))
    assert answer.mimetype == "text/calendar"
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    events = {str(event["UID"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert set(events) == {f"post-{post.id}@127.0.0.1", f"reminder-{own.id}@127.0.0.1"}
    film, fair = events[f"post-{post.id}@127.0.0.1"], events[f"reminder-{own.id}@127.0.0.1"]
    assert film.decoded("DTSTART") == post.planned_at.replace(microsecond=0)
    assert (fair.decoded("DTSTART"), fair["RRULE"].to_ical()) == (
        date(2026, 12, 1),
        b"FREQ=MONTHLY;BYDAY=1TU",
    )
    assert str(fair["SUMMARY"]) == own.title
    assert all(event.walk("VALARM") for event in events.values())


def test_changed_post_keeps_its_uid(session, browser, client, officer, post):
    address = feed(session, browser, client, officer)
    first = Calendar.from_ical(client.get(address).data).walk("VEVENT")[0]
    post.planned_at = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    session.commit()
    second = Calendar.from_ical(client.get(address).data).walk("VEVENT")[0]
    assert first["UID"] == second["UID"]
    assert second.decoded("DTSTART") == post.planned_at


def test_recruiter_sees_closing_openings_and_no_posts(session, sign_in, client, post):
    recruiter = UserFactory(role=Role.RECRUITER)
    opening = OpeningFactory(state="published", published_at=now(), closes_on=date(2026, 12, 24))
    session.commit()
    events = Calendar.from_ical(client.get(feed(session, sign_in(recruiter), client, recruiter)).data).walk(
        "VEVENT"
    )
    assert [event.decoded("DTSTART") for event in events] == [opening.closes_on]


def test_address_can_be_taken_away(session, browser, client, officer):
    address = feed(session, browser, client, officer)
    browser.post("/staff/reminders/calendar", data={"act": "none"})
    assert client.get(address).status_code == 404
    assert client.get("/calendar/None.ics").status_code == 404


def test_reminder_about_an_application_leads_there_for_those_who_may(session, sign_in):
    own = ApplicationFactory()
    session.commit()
    answer = sign_in(role="recruiter").get(f"/staff/reminders/applications/{own.id}")
    assert answer.headers["Location"] == f"/staff/applications/{own.key}"


def test_published_post_is_no_alarm_in_the_calendar(session, browser, client, officer, post):
    post.state, post.published_at, post.public_url = PostState.PUBLISHED, now(), "https://a.example"
    session.commit()
    event = Calendar.from_ical(client.get(feed(session, browser, client, officer)).data).walk("VEVENT")[0]
    assert event.walk("VALARM") == []
