"""What is due: found by the rules, then sifted by how they are switched and what people answered."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careers.accounts.models import User
from careers.clock import local_date
from careers.reminders import rules
from careers.reminders.finders import FINDERS, Due, Look
from careers.reminders.models import Answer, OwnReminder, Reminder, Rule
from careers.reminders.rules import RULES, Switches


def due(session: Session, at: datetime, today: date, zone: str, person: User | None = None) -> list[Due]:
    """Return everything that is due on a local day, for everybody or for one person, by rule and day."""
    switched = rules.switches(session)
    look = Look(session, at, today, zone, switched)
    found = (one for find in FINDERS for one in find(look) if one.recipient.active)
    wanted = [one for one in found if _is_wanted(one, switched)]
    kept = _answered(session, wanted, today)
    order = {rule: place for place, rule in enumerate(RULES)}
    mine = [one for one in kept if person is None or one.recipient.id == person.id]
    return sorted(mine, key=lambda one: (order[one.rule], str(one.when), one.title))


def preview(session: Session, at: datetime, zone: str, days: int = 14) -> list[tuple[date, Due]]:
    """Return what would be said first on each of the next days, if nothing changed until then."""
    told: set[tuple[Rule, int, int]] = set()
    found: list[tuple[date, Due]] = []
    for n in range(days):
        then = at + timedelta(days=n)
        today = local_date(then, zone)
        for one in due(session, then, today, zone):
            if (key := (one.rule, one.subject_id, one.recipient.id)) not in told:
                told.add(key)
                found.append((today, one))
    return found


def _is_wanted(one: Due, switched: Switches) -> bool:
    """Say whether the rule is on for this person and campaign, and its number of days is reached."""
    scopes = [rules.of_person(one.recipient.id)]
    if one.campaign_id is not None:
        scopes.append(rules.of_campaign(one.campaign_id))
        if not switched.of(one.rule, rules.of_campaign(one.campaign_id)).is_on:
            return False
    switch = switched.of(one.rule, *scopes)
    if not switch.is_on or one.measure is None or switch.days is None:
        return switch.is_on
    return one.measure <= switch.days if RULES[one.rule].is_before else one.measure >= switch.days


def _answered(session: Session, found: Iterable[Due], today: date) -> Iterable[Due]:
    """Leave out what was answered, and give colleagues what was handed to them."""
    answers = {(row.rule, row.subject_id, row.recipient_id): row for row in session.scalars(select(Answer))}
    people: dict[int, User] = {}
    seen: set[tuple[Rule, int, int]] = set()
    for one in found:
        current: Due | None = one
        for _step in range(5):  # handed on and on; a circle ends here
            answer = (
                answers.get((current.rule, current.subject_id, current.recipient.id)) if current else None
            )
            if current is None or answer is None or (answer.until and answer.until <= today):
                break
            current = _handed(session, current, answer, people)
        else:
            current = one
        if (
            current is not None
            and (key := (current.rule, current.subject_id, current.recipient.id)) not in seen
        ):
            seen.add(key)
            yield current


def _handed(session: Session, one: Due, answer: Answer, people: dict[int, User]) -> Due | None:
    if answer.handed_to_id is None:
        return None
    if answer.handed_to_id not in people:
        people[answer.handed_to_id] = session.get_one(User, answer.handed_to_id)
    colleague = people[answer.handed_to_id]
    return one.for_person(colleague) if colleague.active else one


def is_told(session: Session, person_id: int, day: date) -> bool:
    """Say whether somebody had a mail on a local day."""
    query = select(Reminder.id).where(Reminder.recipient_id == person_id, Reminder.local_date == day)
    return session.scalar(query.limit(1)) is not None


def last_sent(session: Session, recipient: User) -> dict[tuple[Rule, int], date]:
    """Return on which local day somebody was last reminded of each thing."""
    query = select(Reminder.rule, Reminder.subject_id, func.max(Reminder.local_date)).where(
        Reminder.recipient_id == recipient.id
    )
    rows = session.execute(query.group_by(Reminder.rule, Reminder.subject_id))
    return {(rule, subject_id): day for rule, subject_id, day in rows}


def own_reminders(session: Session, owner: User) -> list[OwnReminder]:
    """Return the reminders that somebody set or was given, those that ended last."""
    query = select(OwnReminder).where(OwnReminder.owner_id == owner.id)
    return list(session.scalars(query.order_by(OwnReminder.ended_at.is_not(None), OwnReminder.first_on)))


def own_reminder(session: Session, owner: User, reminder_id: int) -> OwnReminder | None:
    """Return one of somebody's own reminders."""
    found = session.get(OwnReminder, reminder_id)
    return found if found is not None and found.owner_id == owner.id else None


def answers_of(session: Session, person: User) -> list[tuple[Answer, str]]:
    """Return what somebody answered, newest first, each with what it was about; at most 50."""
    query = select(Answer).where(Answer.recipient_id == person.id).order_by(Answer.at.desc()).limit(50)
    rows = list(session.scalars(query))
    return [(row, title_of(session, row.rule, row.subject_id, person)) for row in rows]


def title_of(session: Session, rule: Rule, subject_id: int, person: User) -> str:
    """Return what somebody was last told that a reminder is about; without a mail so far, its number."""
    query = select(Reminder.subject).where(Reminder.rule == rule, Reminder.subject_id == subject_id)
    query = query.where(Reminder.recipient_id == person.id).order_by(Reminder.id.desc()).limit(1)
    found = session.scalar(query)
    if found is None and rule is Rule.OWN and (own := own_reminder(session, person, subject_id)):
        return own.title
    return found or f"#{subject_id}"
