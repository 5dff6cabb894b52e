"""What is due: each rule is a query over the tables of the domain that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts import queries as accounts
from careers.accounts.models import Role, User
from careers.applicants import queries as applicants
from careers.campaigns import queries as campaigns
from careers.clock import day_starts
from careers.openings import queries as openings
from careers.reminders.models import Reminder, Rule

QUIET_FOR = timedelta(days=14)
CLOSES_WITHIN = timedelta(days=7)
WAITS_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """One thing that one person must look at: the rule, the subject with the page that shows it, and since when."""

    rule: Rule
    subject_id: int
    title: str
    endpoint: str
    values: tuple[tuple[str, int | str], ...]
    when: date | None
    recipient: User


def due(session: Session, at: datetime, today: date, zone: str) -> list[Due]:
    """Return everything that is due on a local day, for everybody who should know."""
    parts = (
        _posts(session, today, zone),
        _quiet(session, at, today),
        _closing(session, today),
        _waiting(session, at),
    )
    return [one for part in parts for one in part if one.recipient.active]


def sent_on(session: Session, day: date, recipient: User) -> set[tuple[Rule, int]]:
    """Return what somebody was reminded of on a local day."""
    query = select(Reminder.rule, Reminder.subject_id).where(
        Reminder.local_date == day, Reminder.recipient_id == recipient.id
    )
    return {(rule, subject_id) for rule, subject_id in session.execute(query)}


def _posts(session: Session, today: date, zone: str) -> Iterable[Due]:
    begin = day_starts(today, zone)
    officers = accounts.active_staff(session, Role.COMMUNICATIONS)
    for post in campaigns.posts_due(session, day_starts(today + timedelta(days=1), zone)):
        assert post.planned_at is not None
        rule = Rule.POST_OVERDUE if post.planned_at < begin else Rule.POST_DUE
        people = [one for one in (post.author, post.campaign.owner) if one] or officers
        for person in dict.fromkeys(people):
            place = (("post_id", post.id),)
            yield Due(rule, post.id, post.title, "campaigns.show_post", place, post.planned_at.date(), person)


def _quiet(session: Session, at: datetime, today: date) -> Iterable[Due]:
    officers = accounts.active_staff(session, Role.COMMUNICATIONS)
    for one in campaigns.quiet_campaigns(session, today, at - QUIET_FOR):
        for person in [one.owner] if one.owner else officers:
            place = (("campaign_id", one.id),)
            yield Due(Rule.CAMPAIGN_QUIET, one.id, one.name, "campaigns.show", place, one.ends_on, person)


def _closing(session: Session, today: date) -> Iterable[Due]:
    recruiters = accounts.active_staff(session, Role.RECRUITER)
    for one in openings.openings_closing_before(session, today + CLOSES_WITHIN + timedelta(days=1)):
        for person in recruiters:
            place = (("opening_id", one.id),)
            yield Due(Rule.OPENING_CLOSING, one.id, one.title, "openings.show", place, one.closes_on, person)


def _waiting(session: Session, at: datetime) -> Iterable[Due]:
    for person in accounts.active_staff(session, Role.RECRUITER, Role.HIRING_MANAGER):
        for one in session.scalars(applicants.waiting_since(person, at - WAITS_FOR).limit(10)):
            title = f"{one.opening.title} ({one.reference})"
            place = (("key", one.key),)
            yield Due(
                Rule.APPLICATION_WAITING,
                one.id,
                title,
                "applicants.show",
                place,
                one.received_at.date(),
                person,
            )
