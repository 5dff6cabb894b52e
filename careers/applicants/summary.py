"""One row per application for reports: its touches, and how far it came, in one narrow table.

The truth is in the journey and the moves; this table is written in the same transaction as they are, so that report
pages never join and fold all touches. `rebuild` makes it anew from the truth.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Case, ForeignKey, Row, case, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from careers.applicants.models import (
    Application,
    ConsentTier,
    Journey,
    JourneyTouch,
    Stage,
    StageChange,
    StageKind,
)
from careers.columns import line, prose
from careers.extensions import Base

# How far an application came. Refused and withdrawn are no step: they keep what was reached before.
RANKS: dict[StageKind, int] = {
    StageKind.SHORTLISTED: 1,
    StageKind.INTERVIEW: 2,
    StageKind.OFFER: 3,
    StageKind.HIRED: 4,
}
SEPARATOR = ">"
AT_ONCE = 5000


class ApplicationPath(Base):
    """An application as reports see it: no person, its touched links in order, the furthest stage that counts.

    `path` holds link ids and `ages` the seconds from each touch to the arrival, both separated by `>`; `declared` the
    sources that the candidate ticked, separated by commas.
    """

    __tablename__ = "application_path"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), primary_key=True
    )
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    tier: Mapped[ConsentTier]
    reached: Mapped[int]
    path: Mapped[prose] = mapped_column(default="")
    ages: Mapped[prose] = mapped_column(default="")
    declared: Mapped[line] = mapped_column(default="")


def refresh(session: Session, application: Application) -> None:
    """Write the row of one application anew, in the transaction that changed its journey or its stage."""
    session.flush()
    for row in _rows(session, [application.id]):
        session.merge(ApplicationPath(**row))
    session.flush()


def rebuild(session: Session) -> int:
    """Write the whole table anew and return how many applications it holds; the caller commits."""
    session.flush()
    session.execute(delete(ApplicationPath))
    count, rows = 0, _rows(session, None)
    while batch := list(islice(rows, AT_ONCE)):
        session.execute(insert(ApplicationPath), batch)
        count += len(batch)
    session.expire_all()
    return count


def _rows(session: Session, ids: list[int] | None) -> Iterator[dict[str, Any]]:
    """Yield the rows of some applications, or of all, by their id; what is read at once stays small."""
    reached = _reached(session, ids)
    touches = groupby(_touches(session, ids), key=lambda row: row.application_id)
    held = next(touches, None)
    for one in _applications(session, ids):
        path: list[Row[Any]] = []
        while held is not None and held[0] <= one.id:
            path = list(held[1]) if held[0] == one.id else []
            held = next(touches, None)
            if path:
                break
        yield {
            "application_id": one.id,
            "opening_id": one.opening_id,
            "received_at": one.received_at,
            "tier": one.tier or ConsentTier.NONE,
            "reached": reached.get(one.id, 0),
            "declared": ",".join(one.declared_sources)[:300],
            **_folded(path, one.received_at),
        }


def _folded(path: Iterable[Row[Any]], arrived: datetime) -> dict[str, str]:
    touches = list(path)
    ages = (f"{max(0.0, (arrived - touch.at).total_seconds()):.0f}" for touch in touches)
    return {"path": SEPARATOR.join(str(touch.link_id) for touch in touches), "ages": SEPARATOR.join(ages)}


def _applications(session: Session, ids: list[int] | None) -> Iterable[Row[Any]]:
    query = (
        select(
            Application.id,
            Application.opening_id,
            Application.received_at,
            Application.declared_sources,
            Journey.tier,
        )
        .outerjoin(Journey, Journey.application_id == Application.id)
        .order_by(Application.id)
    )
    query = query if ids is None else query.where(Application.id.in_(ids))
    return session.execute(query.execution_options(yield_per=AT_ONCE))


def _touches(session: Session, ids: list[int] | None) -> Iterable[Row[Any]]:
    query = select(Journey.application_id, JourneyTouch.link_id, JourneyTouch.at).join(JourneyTouch.journey)
    query = query.order_by(Journey.application_id, JourneyTouch.position)
    query = query if ids is None else query.where(Journey.application_id.in_(ids))
    return session.execute(query.execution_options(yield_per=AT_ONCE))


def _rank() -> Case[int]:
    return case(*((Stage.kind == kind, rank) for kind, rank in RANKS.items()), else_=0)


def _reached(session: Session, ids: list[int] | None) -> dict[int, int]:
    """Return the furthest step of each application by moves that were not undone; none is zero."""
    query = select(StageChange.application_id, func.max(_rank())).join(StageChange.to_stage)
    query = query.where(StageChange.undone_at.is_(None), Stage.kind.in_(RANKS))
    query = query if ids is None else query.where(StageChange.application_id.in_(ids))
    return {id: rank for id, rank in session.execute(query.group_by(StageChange.application_id))}
