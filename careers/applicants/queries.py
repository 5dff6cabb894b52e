"""Reads of candidates, applications, stages, journeys and drafts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from careers.accounts.models import Role, User
from careers.applicants.models import (
    Application,
    ApplicationDraft,
    Candidate,
    Document,
    Journey,
    JourneyTouch,
    Note,
    Stage,
    StageChange,
    StageKind,
)
from careers.folding import says
from careers.openings.models import Opening


@dataclass(frozen=True)
class Wanted:
    """What a list of applications is asked for; an empty value asks for nothing."""

    q: str = ""
    opening_id: int | None = None
    stage_id: int | None = None
    link_ids: tuple[int, ...] | None = None
    sort: str = "-received"


_SORTS = {
    "received": Application.received_at,
    "name": func.lower(Candidate.last_name),
    "stage": Stage.position,
    "opening": Opening.title,
}


def visible_to(user: User) -> ColumnElement[bool]:
    """Return the rule of whose applications somebody sees: a hiring manager, those of own openings only."""
    return Opening.hiring_manager_id == user.id if user.role is Role.HIRING_MANAGER else true()


def applications(user: User, wanted: Wanted) -> Select[Application]:
    """Return the applications that a member of staff may see and asks for."""
    query = (
        select(Application)
        .join(Application.opening)
        .join(Application.candidate)
        .join(Application.stage)
        .options(contains_eager(Application.opening), contains_eager(Application.candidate))
        .options(contains_eager(Application.stage))
        .where(visible_to(user), *_conditions(wanted))
    )
    column = _SORTS.get(wanted.sort.removeprefix("-"), Application.received_at)
    order = column.desc() if wanted.sort.startswith("-") else column.asc()
    return query.order_by(order, Application.id.desc())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns = (Candidate.first_name, Candidate.last_name, Candidate.email, Application.reference)
    conditions: list[ColumnElement[bool]] = says(wanted.q, *columns)
    if wanted.opening_id:
        conditions.append(Application.opening_id == wanted.opening_id)
    if wanted.stage_id:
        conditions.append(Application.stage_id == wanted.stage_id)
    if wanted.link_ids is not None:
        conditions.append(_touched(wanted.link_ids))
    return conditions


def _touched(link_ids: tuple[int, ...]) -> ColumnElement[bool]:
    touch = (
        select(JourneyTouch.id)
        .join(Journey)
        .where(Journey.application_id == Application.id, JourneyTouch.link_id.in_(link_ids))
    )
    return or_(Application.link_id.in_(link_ids), exists(touch))


def application_by_key(session: Session, key: str, user: User | None = None) -> Application | None:
    """Return an application by its random key, if that member of staff may see it."""
    query = select(Application).join(Application.opening).options(contains_eager(Application.opening))
    if user is not None:
        query = query.where(visible_to(user))
    return session.scalars(query.where(Application.key == key)).first()


def application_of_form(session: Session, form_key: str) -> Application | None:
    """Return the application that a form has become."""
    return session.scalars(select(Application).where(Application.form_key == form_key)).first()


def other_applications(session: Session, application: Application, user: User) -> list[Application]:
    """Return what else the same person applied for, as far as that member of staff may see it."""
    query = applications(user, Wanted()).where(
        Application.candidate_id == application.candidate_id, Application.id != application.id
    )
    return list(session.scalars(query))


def draft_by_key(session: Session, key: str, lock: bool = False) -> ApplicationDraft | None:
    """Return a draft; with `lock` nobody else can send it until the transaction ends."""
    query = select(ApplicationDraft).where(ApplicationDraft.key == key)
    return session.scalars(query.with_for_update() if lock else query).first()


def drafts_untouched_since(session: Session, before: datetime) -> list[ApplicationDraft]:
    """Return drafts that nobody changed since an instant."""
    return list(session.scalars(select(ApplicationDraft).where(ApplicationDraft.changed_at < before)))


def documents_of_draft(session: Session, draft: ApplicationDraft) -> list[Document]:
    """Return the files of a draft in the order of their upload."""
    return list(session.scalars(select(Document).where(Document.draft_id == draft.id).order_by(Document.id)))


def documents(session: Session, application: Application) -> list[Document]:
    """Return the files of an application in the order of their upload."""
    return list(
        session.scalars(
            select(Document).where(Document.application_id == application.id).order_by(Document.id)
        )
    )


def document_by_key(session: Session, key: str, user: User) -> Document | None:
    """Return a file that was sent, if that member of staff may see its application."""
    query = select(Document).join(Document.application).join(Application.opening)
    return session.scalars(query.where(Document.key == key, visible_to(user))).first()


def stages(session: Session, archived: bool = False) -> list[Stage]:
    """Return the stages in their order; archived ones only on request."""
    query = select(Stage).order_by(Stage.position, Stage.id)
    return list(session.scalars(query if archived else query.where(Stage.archived_at.is_(None))))


def first_stage(session: Session, kind: StageKind) -> Stage:
    """Return the first stage of a kind; each kind always keeps one."""
    query = select(Stage).where(Stage.kind == kind, Stage.archived_at.is_(None)).order_by(Stage.position)
    return session.scalars(query.limit(1)).one()


def stage_counts(session: Session, user: User, opening_id: int | None = None) -> dict[int, int]:
    """Return how many visible applications are in each stage, by the stage's id."""
    query = select(Application.stage_id, func.count()).join(Application.opening).where(visible_to(user))
    if opening_id:
        query = query.where(Application.opening_id == opening_id)
    return {stage: count for stage, count in session.execute(query.group_by(Application.stage_id))}


def changes(session: Session, application: Application) -> list[StageChange]:
    """Return the history of an application, newest first, undone moves included."""
    query = (
        select(StageChange)
        .where(StageChange.application_id == application.id)
        .options(
            joinedload(StageChange.from_stage),
            joinedload(StageChange.to_stage),
            joinedload(StageChange.actor),
        )
        .order_by(StageChange.at.desc(), StageChange.id.desc())
    )
    return list(session.scalars(query))


def last_change(session: Session, application: Application) -> StageChange | None:
    """Return the move that brought an application where it is."""
    query = select(StageChange).where(
        StageChange.application_id == application.id, StageChange.undone_at.is_(None)
    )
    return session.scalars(query.order_by(StageChange.at.desc(), StageChange.id.desc()).limit(1)).first()


def last_move_by(session: Session, user: User, since: datetime) -> StageChange | None:
    """Return somebody's latest move since an instant, unless it was undone."""
    query = (
        select(StageChange)
        .where(
            StageChange.actor_id == user.id, StageChange.at >= since, StageChange.from_stage_id.is_not(None)
        )
        .options(joinedload(StageChange.application), joinedload(StageChange.to_stage))
        .order_by(StageChange.at.desc(), StageChange.id.desc())
        .limit(1)
    )
    change = session.scalars(query).first()
    return change if change is not None and change.undone_at is None else None


def notes(session: Session, application: Application) -> list[Note]:
    """Return the notes about an application, newest first."""
    query = select(Note).where(Note.application_id == application.id).options(joinedload(Note.author))
    return list(session.scalars(query.order_by(Note.created_at.desc(), Note.id.desc())))


def journey_of(session: Session, application: Application) -> Journey | None:
    """Return the frozen journey of an application."""
    return session.scalars(select(Journey).where(Journey.application_id == application.id)).first()


def touches(session: Session, journey: Journey) -> list[JourneyTouch]:
    """Return the touches of a journey in their order, each with its link."""
    query = (
        select(JourneyTouch)
        .where(JourneyTouch.journey_id == journey.id)
        .options(joinedload(JourneyTouch.link))
    )
    return list(session.scalars(query.order_by(JourneyTouch.position)))


def waiting_since(user: User, before: datetime) -> Select[Application]:
    """Return applications that nobody moved since they were received before an instant, oldest first."""
    return applications(user, Wanted(sort="received")).where(
        Stage.kind == StageKind.RECEIVED, Application.received_at < before
    )


def count_new(session: Session, user: User) -> int:
    """Return how many visible applications are still in a first stage."""
    query = select(func.count(Application.id)).join(Application.opening).join(Application.stage)
    return session.scalar(query.where(visible_to(user), Stage.kind == StageKind.RECEIVED)) or 0


def openings_with_applications(session: Session, user: User) -> list[Opening]:
    """Return the openings, newest reference first, whose applications a member of staff may see."""
    applied = exists(select(Application.id).where(Application.opening_id == Opening.id))
    query = select(Opening).where(visible_to(user), applied).order_by(Opening.reference.desc())
    return list(session.scalars(query))
