"""A person's private calendar feed (RFC 5545): planned posts, openings that close, reminders set by hand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, vRecur
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from careers.accounts.models import Role, User
from careers.accounts.permissions import Permission, allows
from careers.campaigns.models import Campaign, Post, PostState
from careers.openings.models import Opening, OpeningState
from careers.reminders.models import OwnReminder

SHOWN_BACK = timedelta(days=60)
LENGTH = timedelta(minutes=15)


def feed(session: Session, person: User, name: str, public_url: str, at: datetime) -> bytes:
    """Return the calendar of a person; its events keep their UID however often they change."""
    calendar = Calendar()
    calendar.add("prodid", "-//Careers//reminders//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", person.time_zone)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    maker = _Maker(public_url)
    for event in (
        *maker.posts(session, person, at),
        *maker.openings(session, person, at),
        *maker.own(session, person),
    ):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


class _Maker:
    """Makes the events of one installation."""

    def __init__(self, public_url: str) -> None:
        self.url = public_url.rstrip("/")
        self.host = urlsplit(public_url).hostname or "localhost"

    def posts(self, session: Session, person: User, at: datetime) -> Iterable[Event]:
        """Yield the posts that a person wrote, or of campaigns that the person owns."""
        if not allows(person, Permission.EDIT_CAMPAIGNS):
            return
        query = select(Post).join(Post.campaign).where(Post.planned_at >= at - SHOWN_BACK)
        query = query.where(Post.state != PostState.WITHDRAWN, Campaign.archived_at.is_(None))
        if person.role is not Role.ADMINISTRATOR:
            query = query.where(or_(Post.author_id == person.id, Campaign.owner_id == person.id))
        for post in session.scalars(query.order_by(Post.id)):
            event = self._event("post", post.id, f"{post.title} ({post.channel})", post.updated_at)
            event.add("dtstart", post.planned_at)
            event.add("dtend", post.planned_at + LENGTH if post.planned_at else None)
            event.add("url", f"{self.url}/staff/posts/{post.id}")
            event.add("status", "CONFIRMED" if post.state is PostState.PUBLISHED else "TENTATIVE")
            if post.state is not PostState.PUBLISHED:
                event.add_component(_alarm(timedelta(minutes=-15), post.title))
            yield event

    def openings(self, session: Session, person: User, at: datetime) -> Iterable[Event]:
        """Yield the last days of published openings, for those who write them."""
        if not allows(person, Permission.EDIT_OPENINGS):
            return
        query = select(Opening).where(Opening.state == OpeningState.PUBLISHED, Opening.closes_on.is_not(None))
        for one in session.scalars(query.order_by(Opening.id)).unique():
            event = self._event("opening", one.id, f"{one.title} ({one.reference})", one.updated_at)
            self._all_day(event, one.closes_on)
            event.add("url", f"{self.url}/staff/openings/{one.id}")
            yield event

    def own(self, session: Session, person: User) -> Iterable[Event]:
        """Yield the reminders that somebody set, with their recurrence."""
        query = select(OwnReminder).where(OwnReminder.owner_id == person.id, OwnReminder.ended_at.is_(None))
        for one in session.scalars(query.order_by(OwnReminder.id)):
            event = self._event("reminder", one.id, one.title, one.changed_at)
            self._all_day(event, one.first_on)
            if one.repeat:
                event.add("rrule", vRecur.from_ical(one.repeat))
            if one.note:
                event.add("description", one.note)
            event.add_component(_alarm(timedelta(hours=8), one.title))
            yield event

    def _event(self, kind: str, number: int, title: str, changed: datetime) -> Event:
        event = Event()
        event.add("uid", f"{kind}-{number}@{self.host}")
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("summary", title)
        return event

    @staticmethod
    def _all_day(event: Event, day: date | None) -> None:
        if day is not None:
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("transp", "TRANSPARENT")


def _alarm(trigger: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", trigger)
    return alarm
