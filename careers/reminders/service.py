"""What people do with reminders, and how the morning's mail is written once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers import mail
from careers.accounts import audit
from careers.accounts.models import User
from careers.locks import one_at_a_time
from careers.mail import Letter
from careers.reminders import queries
from careers.reminders.finders import Due
from careers.reminders.models import Answer, OwnReminder, Reminder, Rule, RuleSetting
from careers.reminders.recurrence import checked, last_until, next_after
from careers.reminders.rules import RULES

LONGEST_SNOOZE = timedelta(days=90)


class NotInService(ValueError):
    """A reminder can only be handed to somebody who is active."""


def news_for_everybody(session: Session, at: datetime, zone: str, hour: int) -> dict[User, list[Due]]:
    """Return what each person is to be told now: after their hour where they live, and not told too recently.

    Who had a mail on this day gets no second one; what becomes due later waits for the next morning.
    """
    found: dict[User, list[Due]] = defaultdict(list)
    for one in queries.due(session, at, at.astimezone(ZoneInfo(zone)).date(), zone):
        found[one.recipient].append(one)
    news = {}
    for person, things in found.items():
        local = at.astimezone(ZoneInfo(person.time_zone))
        if local.hour < (hour if person.remind_at is None else person.remind_at):
            continue
        last = queries.last_sent(session, person)
        if local.date() not in last.values() and (new := _new(things, last, local.date())):
            news[person] = new
    return news


def _new(things: Sequence[Due], last: Mapping[tuple[Rule, int], date], today: date) -> list[Due]:
    """Leave out what was said so recently that the rule does not say it again yet."""
    return [
        one
        for one in things
        if (before := last.get((one.rule, one.subject_id))) is None
        or (today - before).days >= RULES[one.rule].again_after
    ]


@dataclass(frozen=True)
class Notice:
    """One person's mail of one local day, ready to be written: plain values that no transaction holds."""

    person_id: int
    day: date
    things: tuple[tuple[Rule, int, str], ...]
    letter: Letter


def remind(session: Session, notice: Notice, at: datetime) -> None:
    """Write the reminders and their mail in one transaction; the database refuses what was sent already."""
    row = mail.queue(session, notice.letter)
    for rule, subject_id, title in notice.things:
        session.add(
            Reminder(
                rule=rule,
                subject_id=subject_id,
                subject=title[:80],
                recipient_id=notice.person_id,
                local_date=notice.day,
                mail_id=row.id,
                created_at=at,
            )
        )
    session.flush()


def snooze(session: Session, person: User, rule: Rule, subject_id: int, until: date, at: datetime) -> None:
    """Say nothing about it to this person before a day, at most 90 days ahead."""
    latest = (at + LONGEST_SNOOZE).date()
    _answer(session, person, rule, subject_id, at, until=min(until, latest))


def mark_done(session: Session, person: User, rule: Rule, subject_id: int, today: date, at: datetime) -> None:
    """Say nothing about it to this person any more; a reminder set by hand is done until its next occurrence."""
    own = queries.own_reminder(session, person, subject_id) if rule is Rule.OWN else None
    if own is None:
        _answer(session, person, rule, subject_id, at)
        return
    own.done_on = last_until(own.first_on, own.repeat, today) or today
    if next_after(own.first_on, own.repeat, own.done_on) is None:
        own.ended_at = at
    audit.record(session, person, "reminder.done", own)


def hand_over(
    session: Session, person: User, rule: Rule, subject_id: int, colleague: User, at: datetime
) -> None:
    """Let a colleague be reminded of it instead; raises NotInService."""
    if not colleague.active or colleague.id == person.id:
        raise NotInService(str(colleague.id))
    own = queries.own_reminder(session, person, subject_id) if rule is Rule.OWN else None
    if own is not None:
        own.owner_id = colleague.id
        audit.record(session, person, "reminder.handed_over", own, to=colleague.id)
    else:
        _answer(session, person, rule, subject_id, at, handed_to_id=colleague.id)
        _forget(session, colleague, rule, subject_id)


def take_back(session: Session, person: User, rule: Rule, subject_id: int) -> None:
    """Forget an answer: the reminder is there again."""
    _forget(session, person, rule, subject_id)
    audit.record(session, person, "reminder.taken_back", rule=rule.value, subject=subject_id)


def _found(session: Session, person: User, rule: Rule, subject_id: int) -> Answer | None:
    query = select(Answer).where(
        Answer.rule == rule, Answer.subject_id == subject_id, Answer.recipient_id == person.id
    )
    return session.scalars(query).first()


def _forget(session: Session, person: User, rule: Rule, subject_id: int) -> None:
    row = _found(session, person, rule, subject_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _answer(  # noqa: PLR0913  one row
    session: Session,
    person: User,
    rule: Rule,
    subject_id: int,
    at: datetime,
    *,
    until: date | None = None,
    handed_to_id: int | None = None,
) -> None:
    one_at_a_time(session, f"reminder answer {person.id}")
    row = _found(session, person, rule, subject_id)
    if row is None:
        row = Answer(rule=rule, subject_id=subject_id, recipient_id=person.id)
        session.add(row)
    row.until, row.handed_to_id, row.at = until, handed_to_id, at
    audit.record(session, person, "reminder.answered", rule=rule.value, subject=subject_id)


def save_own(
    session: Session, actor: User, reminder: OwnReminder | None, values: Mapping[str, Any]
) -> OwnReminder:
    """Set a reminder, or change the one given; raises BadRecurrence."""
    action = "reminder.changed" if reminder else "reminder.set"
    reminder = reminder or OwnReminder(owner=actor, author_id=actor.id)
    for name, value in {**values, "repeat": checked(values.get("repeat", ""))}.items():
        setattr(reminder, name, value)
    reminder.done_on = reminder.ended_at = None
    session.add(reminder)
    audit.record(session, actor, action, reminder)
    return reminder


def end_own(session: Session, actor: User, reminder: OwnReminder, at: datetime) -> None:
    """Let a reminder come no more; ended twice is the same as once."""
    reminder.ended_at = reminder.ended_at or at
    audit.record(session, actor, "reminder.ended", reminder)


def switch_rule(
    session: Session, actor: User, rule: Rule, scope: str, *, is_on: bool, days: int | None
) -> None:
    """Switch a rule for a scope; `days` of None keeps the rule's own number."""
    one_at_a_time(session, f"rule {rule} {scope}")
    row = _setting(session, rule, scope)
    if row is None:
        row = RuleSetting(rule=rule, scope=scope)
        session.add(row)
    row.is_on, row.days = is_on, days
    audit.record(session, actor, "rule.switched", rule=rule.value, scope=scope, on=is_on, days=days)


def reset_rule(session: Session, actor: User, rule: Rule, scope: str) -> None:
    """Let a scope follow what holds above it again."""
    row = _setting(session, rule, scope)
    if row is not None:
        session.delete(row)
        audit.record(session, actor, "rule.reset", rule=rule.value, scope=scope)


def _setting(session: Session, rule: Rule, scope: str) -> RuleSetting | None:
    query = select(RuleSetting).where(RuleSetting.rule == rule, RuleSetting.scope == scope)
    return session.scalars(query).first()
