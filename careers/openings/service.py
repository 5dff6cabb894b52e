"""The life of an opening, and workplaces."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.clock import local_date
from careers.locks import one_at_a_time
from careers.openings.checklist import Item, missing_to_publish
from careers.openings.models import Opening, OpeningState, Workplace

State = OpeningState

# Which states each act may begin in.
MAY: dict[str, frozenset[OpeningState]] = {
    "publish": frozenset({State.DRAFT, State.SCHEDULED}),
    "back_to_draft": frozenset({State.SCHEDULED, State.PUBLISHED}),
    "close": frozenset({State.PUBLISHED}),
    "fill": frozenset({State.PUBLISHED, State.CLOSED}),
    "cancel": frozenset({State.DRAFT, State.SCHEDULED, State.PUBLISHED, State.CLOSED}),
    "reopen": frozenset({State.CLOSED, State.FILLED, State.CANCELLED}),
}
_COPIED = frozenset(Opening.__table__.columns.keys()) - {
    "id", "reference", "slug", "state", "version", "publish_on", "closes_on", "published_at", "closed_at",
    "created_at", "updated_at", "created_by_id", "declaration_reference", "declaration_date", "vacancy_date",
}  # fmt: skip


class ReferenceTaken(ValueError):
    """Another opening has this reference."""


class WrongState(ValueError):
    """The opening's state does not allow this."""


class OpeningIncomplete(ValueError):
    """Something that candidates or the law need is missing; `items` says what."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(", ".join(item.field for item in items))
        self.items = items


class ClosingDatePassed(ValueError):
    """The last day for applications is over, so nobody could apply."""


def slug_of(reference: str, title: str) -> str:
    """Return the public address of an opening: reference and title in plain lower-case letters."""
    text = unicodedata.normalize("NFKD", f"{reference} {title}").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:110].strip("-")


def create_opening(session: Session, actor: User | None, values: Mapping[str, Any], at: datetime) -> Opening:
    """Make a draft from column values, `reference` and `title` among them; raises ReferenceTaken."""
    _refuse_taken(session, values["reference"], None)
    slug = _free_slug(session, slug_of(values["reference"], values["title"]))
    opening = Opening(**values, slug=slug, created_at=at, updated_at=at, created_by=actor)
    session.add(opening)
    audit.record(session, actor, "opening.created", opening)
    return opening


def edit_opening(
    session: Session, actor: User, opening: Opening, values: Mapping[str, Any], today: date
) -> None:
    """Save column values. The address stays what it is, because it may be out in the world.

    Raises ReferenceTaken; for an opening that is out, or about to be, OpeningIncomplete or ClosingDatePassed as well.
    """
    _refuse_taken(session, values.get("reference", opening.reference), opening.id)
    if opening.state in {State.PUBLISHED, State.SCHEDULED}:
        _refuse_incomplete(Opening(**{**_columns(opening), **values}), today)
    changed = [name for name, value in values.items() if getattr(opening, name) != value]
    for name in changed:
        setattr(opening, name, values[name])
    audit.record(session, actor, "opening.edited", opening, fields=changed)


def _refuse_taken(session: Session, reference: str, but: int | None) -> None:
    one_at_a_time(session, "opening.reference")
    found = session.scalar(select(Opening.id).where(Opening.reference == reference))
    if found is not None and found != but:
        raise ReferenceTaken(reference)


def _free_slug(session: Session, wanted: str) -> str:
    slug, n = wanted or "offre", 1
    while session.scalar(select(Opening.id).where(Opening.slug == slug)) is not None:
        n += 1
        slug = f"{wanted}-{n}"
    return slug


def publish_opening(session: Session, actor: User | None, opening: Opening, at: datetime, zone: str) -> None:
    """Publish now, or schedule if `publish_on` is a later local day.

    Raises WrongState, OpeningIncomplete or ClosingDatePassed.
    """
    _require(opening, "publish")
    today = local_date(at, zone)
    _refuse_incomplete(opening, today)
    if opening.publish_on is not None and opening.publish_on > today:
        _enter(session, actor, opening, State.SCHEDULED)
        return
    opening.published_at, opening.closed_at = opening.published_at or at, None
    _enter(session, actor, opening, State.PUBLISHED)


def _refuse_incomplete(opening: Opening, today: date) -> None:
    missing = missing_to_publish(opening)
    if missing:
        raise OpeningIncomplete(missing)
    if opening.closes_on is not None and opening.closes_on < max(today, opening.publish_on or today):
        raise ClosingDatePassed(opening.reference)


def _columns(opening: Opening) -> dict[str, Any]:
    return {name: getattr(opening, name) for name in Opening.__table__.columns.keys()}  # noqa: SIM118  a column collection is no dict


def back_to_draft(session: Session, actor: User, opening: Opening) -> None:
    """Take an opening off the career page, or out of the schedule; raises WrongState.

    The day of its first publication stays, because the law asks how long a notice was out.
    """
    _require(opening, "back_to_draft")
    _enter(session, actor, opening, State.DRAFT)


def close_opening(session: Session, actor: User | None, opening: Opening, at: datetime) -> None:
    """Take no more applications; raises WrongState."""
    _require(opening, "close")
    opening.closed_at = at
    _enter(session, actor, opening, State.CLOSED)


def fill_opening(session: Session, actor: User, opening: Opening, at: datetime) -> None:
    """Say that the job is filled; raises WrongState."""
    _require(opening, "fill")
    opening.closed_at = opening.closed_at or at
    _enter(session, actor, opening, State.FILLED)


def cancel_opening(session: Session, actor: User, opening: Opening, at: datetime) -> None:
    """Say that the job will not be filled; raises WrongState."""
    _require(opening, "cancel")
    opening.closed_at = at
    _enter(session, actor, opening, State.CANCELLED)


def reopen_opening(session: Session, actor: User, opening: Opening) -> None:
    """Bring an ended opening back as a draft, to give it new dates; raises WrongState."""
    _require(opening, "reopen")
    opening.closed_at, opening.published_at, opening.publish_on = None, None, None
    _enter(session, actor, opening, State.DRAFT)


def _require(opening: Opening, act: str) -> None:
    if opening.state not in MAY[act]:
        raise WrongState(f"{act} from {opening.state}")


def _enter(session: Session, actor: User | None, opening: Opening, state: OpeningState) -> None:
    opening.state = state
    audit.record(session, actor, f"opening.{state}", opening)


def duplicate_opening(session: Session, actor: User, opening: Opening, at: datetime) -> Opening:
    """Return a new draft with the same texts, a new reference and no dates."""
    values = {name: getattr(opening, name) for name in _COPIED}
    one_at_a_time(session, "opening.reference")
    copy = create_opening(session, actor, {**values, "reference": free_reference(session, at.year)}, at)
    audit.record(session, actor, "opening.duplicated", copy, source=opening.id)
    return copy


def free_reference(session: Session, year: int) -> str:
    """Return the next reference of a year, such as 2026-031."""
    taken = set(session.scalars(select(Opening.reference).where(Opening.reference.startswith(f"{year}-"))))
    numbers = [int(text) for one in taken if (text := one.removeprefix(f"{year}-")).isdecimal()]
    return f"{year}-{max(numbers, default=0) + 1:03d}"


def save_workplace(
    session: Session, actor: User, workplace: Workplace | None, values: Mapping[str, Any]
) -> Workplace:
    """Make a workplace, or change the one given."""
    action = "workplace.edited" if workplace else "workplace.created"
    workplace = workplace or Workplace()
    for name, value in values.items():
        setattr(workplace, name, value)
    session.add(workplace)
    audit.record(session, actor, action, workplace)
    return workplace


def archive_workplace(session: Session, actor: User, workplace: Workplace, at: datetime | None) -> None:
    """Take a workplace out of the lists of choices; with None it comes back."""
    workplace.archived_at = at
    audit.record(session, actor, "workplace.archived" if at else "workplace.restored", workplace)


def default_dates(today: date) -> dict[str, date]:
    """Return the dates that a new opening begins with: six weeks to apply."""
    return {"closes_on": date.fromordinal(today.toordinal() + 42)}
