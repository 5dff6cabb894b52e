"""Sends each person one mail a day about what is due; the key of the table makes a second one impossible."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from careers import mail
from careers.accounts.models import User
from careers.mail import Letter
from careers.reminders import queries
from careers.reminders.models import Reminder
from careers.reminders.queries import Due


def news_for_everybody(session: Session, at: datetime, zone: str, hour: int) -> dict[User, list[Due]]:
    """Return what each person is to be told now: after `hour` where they live, and not told yet on this day."""
    found: dict[User, list[Due]] = defaultdict(list)
    for one in queries.due(session, at, at.astimezone(ZoneInfo(zone)).date(), zone):
        found[one.recipient].append(one)
    news = {}
    for person, things in found.items():
        local = at.astimezone(ZoneInfo(person.time_zone))
        told = queries.sent_on(session, local.date(), person)
        new = [one for one in things if (one.rule, one.subject_id) not in told]
        # What becomes due later on a day that had its mail waits for the next morning.
        if new and not told and local.hour >= hour:
            news[person] = new
    return news


def remind(session: Session, person: User, things: Sequence[Due], letter: Letter, at: datetime) -> None:
    """Write the reminders and their mail in one transaction; the database refuses what was sent already."""
    row = mail.queue(session, letter)
    day = at.astimezone(ZoneInfo(person.time_zone)).date()
    for one in things:
        session.add(
            Reminder(
                rule=one.rule,
                subject_id=one.subject_id,
                subject=one.title[:80],
                recipient_id=person.id,
                local_date=day,
                mail_id=row.id,
                created_at=at,
            )
        )
    session.flush()
