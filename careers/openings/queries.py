"""Reads of openings and workplaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from careers.folding import says
from careers.openings.models import Category, Contract, Opening, OpeningState, Workplace

ENDED = (OpeningState.CLOSED, OpeningState.FILLED, OpeningState.CANCELLED)


@dataclass(frozen=True)
class Wanted:
    """What a list of openings for staff is asked for; an empty value asks for nothing."""

    q: str = ""
    state: OpeningState | None = None
    workplace_id: int | None = None
    manager_id: int | None = None
    sort: str = "-changed"


def opening_by_id(session: Session, opening_id: int) -> Opening | None:
    """Return an opening in whatever state."""
    return session.get(Opening, opening_id)


def opening_by_slug(session: Session, slug: str) -> Opening | None:
    """Return an opening by its public address, in whatever state."""
    return session.scalars(select(Opening).where(Opening.slug == slug.casefold())).first()


def _is_open(today: date) -> ColumnElement[bool]:
    """Return the rule of `Opening.is_open`."""
    return and_(
        Opening.state == OpeningState.PUBLISHED, or_(Opening.closes_on.is_(None), Opening.closes_on >= today)
    )


def public_openings(
    today: date,
    q: str = "",
    contract: Contract | None = None,
    category: Category | None = None,
    city: str = "",
    sort: str = "-published",
) -> Select[Opening]:
    """Return the openings that candidates can apply for on a local day, by word, contract, category and town."""
    query = select(Opening).outerjoin(Workplace, Workplace.id == Opening.workplace_id)
    query = query.where(_is_open(today))
    columns = (
        Opening.title,
        Opening.summary,
        Opening.missions,
        Opening.reference,
        Workplace.city,
        Workplace.name,
    )
    query = query.where(*says(q, *columns))
    if contract is not None:
        query = query.where(Opening.contract == contract)
    if category is not None:
        query = query.where(Opening.category == category)
    if city:
        query = query.where(Workplace.city == city)
    orders: dict[str, Any] = {"closes": Opening.closes_on.asc().nulls_last(), "title": Opening.title.asc()}
    return query.order_by(orders.get(sort, Opening.published_at.desc()), Opening.id.desc())


def public_facets(session: Session, today: date) -> tuple[list[Contract], list[Category], list[str]]:
    """Return the contracts, categories and towns that occur among open jobs."""
    found = select(Opening.contract, Opening.category, Workplace.city).select_from(Opening)
    found = found.outerjoin(Workplace, Workplace.id == Opening.workplace_id)
    rows = session.execute(found.where(_is_open(today)).distinct()).all()
    contracts, categories = {row[0] for row in rows}, {row[1] for row in rows}
    return (
        [one for one in Contract if one in contracts],
        [one for one in Category if one in categories],
        sorted({row[2] for row in rows if row[2]}),
    )


def similar_openings(session: Session, opening: Opening, today: date, limit: int = 3) -> list[Opening]:
    """Return open jobs, those of the same occupation, category or town first."""
    city = opening.workplace.city if opening.workplace else ""
    alike = (
        case((Opening.title == opening.title, 4), else_=0)
        + case((Opening.corps == opening.corps, 2), else_=0)
        + case((Workplace.city == city, 1), else_=0)
    )
    query = public_openings(today).where(Opening.id != opening.id).order_by(None)
    return list(session.scalars(query.order_by(alike.desc(), Opening.published_at.desc()).limit(limit)))


_SORTS: dict[str, Any] = {
    "title": func.lower(Opening.title),
    "reference": Opening.reference,
    "closes": Opening.closes_on,
    "changed": Opening.updated_at,
}


def staff_openings(wanted: Wanted) -> Select[Opening]:
    """Return openings in every state, by what the list is asked for."""
    query = select(Opening).outerjoin(Workplace, Workplace.id == Opening.workplace_id)
    query = query.where(*says(wanted.q, Opening.title, Opening.reference, Opening.department, Workplace.city))
    if wanted.state is not None:
        query = query.where(Opening.state == wanted.state)
    if wanted.workplace_id:
        query = query.where(Opening.workplace_id == wanted.workplace_id)
    if wanted.manager_id:
        query = query.where(Opening.hiring_manager_id == wanted.manager_id)
    column = _SORTS.get(wanted.sort.removeprefix("-"), Opening.updated_at)
    order = column.desc().nulls_last() if wanted.sort.startswith("-") else column.asc().nulls_last()
    return query.order_by(order, Opening.id.desc())


def counts_by_state(session: Session) -> dict[OpeningState, int]:
    """Return how many openings are in each state."""
    rows = session.execute(select(Opening.state, func.count()).group_by(Opening.state))
    return {state: count for state, count in rows}


def openings_for_choice(session: Session) -> list[Opening]:
    """Return the openings that a campaign or post can be for: all that have not ended."""
    query = select(Opening).where(Opening.state.not_in(ENDED))
    return list(session.scalars(query.order_by(Opening.title, Opening.reference)))


def openings_due_to_publish(session: Session, day: date) -> Sequence[int]:
    """Return the ids of scheduled openings whose day has come."""
    due = select(Opening.id).where(Opening.state == OpeningState.SCHEDULED, Opening.publish_on <= day)
    return session.scalars(due.order_by(Opening.id)).all()


def still_due_to_publish(session: Session, opening_id: int, day: date) -> Opening | None:
    """Return a scheduled opening, held until the transaction ends; None if it was taken back meanwhile."""
    due = select(Opening).where(
        Opening.id == opening_id, Opening.state == OpeningState.SCHEDULED, Opening.publish_on <= day
    )
    due = due.with_for_update(of=Opening).execution_options(populate_existing=True)
    return session.scalars(due).unique().first()


def openings_due_to_close(session: Session, day: date) -> Sequence[Opening]:
    """Return published openings whose last day for applications is over."""
    due = select(Opening).where(Opening.state == OpeningState.PUBLISHED, Opening.closes_on < day)
    return session.scalars(due.order_by(Opening.id)).all()


def openings_closing_before(session: Session, day: date) -> Sequence[Opening]:
    """Return published openings that close before a day, the soonest first."""
    query = select(Opening).where(Opening.state == OpeningState.PUBLISHED, Opening.closes_on < day)
    return session.scalars(query.order_by(Opening.closes_on)).all()


def drafts(session: Session) -> Sequence[Opening]:
    """Return scheduled openings and drafts, the scheduled ones first, then by their last change."""
    query = select(Opening).where(Opening.state.in_((OpeningState.DRAFT, OpeningState.SCHEDULED)))
    return session.scalars(query.order_by(Opening.state.desc(), Opening.updated_at.desc())).all()


def workplaces(session: Session, archived: bool = False) -> list[Workplace]:
    """Return workplaces by name; archived ones only on request."""
    query = select(Workplace).order_by(func.lower(Workplace.name))
    return list(session.scalars(query if archived else query.where(Workplace.archived_at.is_(None))))
