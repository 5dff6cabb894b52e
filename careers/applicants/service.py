"""What happens to an application: moves with undo, withdrawal, notes, stages."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts.models import User
from careers.applicants import queries, summary
from careers.applicants.models import Application, Note, Stage, StageChange, StageKind

UNDO_FOR = timedelta(seconds=10)
# A click at the last second still needs its way to the server.
UNDO_GRACE = timedelta(seconds=5)


class SameStage(ValueError):
    """The application is in this stage already."""


class StageClosed(ValueError):
    """The stage is archived, so nothing can be moved there."""


class ApplicationWithdrawn(ValueError):
    """The candidate withdrew; nobody but the candidate decides about that."""


class UndoOver(ValueError):
    """The move is older than ten seconds, was undone, or others moved the application since."""


class StageInUse(ValueError):
    """Applications are in this stage, or it is the last one of its kind."""


def move_application(
    session: Session, actor: User, application: Application, stage: Stage, at: datetime
) -> StageChange:
    """Move an application to a stage and return the recorded move.

    Raises SameStage, StageClosed or ApplicationWithdrawn.
    """
    session.refresh(application, with_for_update={"of": Application})
    if application.stage.kind is StageKind.WITHDRAWN:
        raise ApplicationWithdrawn(application.reference)
    if stage.archived_at is not None:
        raise StageClosed(str(stage.id))
    if application.stage_id == stage.id:
        raise SameStage(application.reference)
    return _change(session, actor, application, stage, at)


def withdraw_application(session: Session, application: Application, at: datetime) -> None:
    """Withdraw an application in the candidate's name; twice is the same as once."""
    session.refresh(application, with_for_update={"of": Application})
    if application.stage.kind is not StageKind.WITHDRAWN:
        _change(session, None, application, queries.first_stage(session, StageKind.WITHDRAWN), at)


def _change(
    session: Session, actor: User | None, application: Application, stage: Stage, at: datetime
) -> StageChange:
    change = StageChange(
        application=application, from_stage=application.stage, to_stage=stage, actor=actor, at=at
    )
    application.stage, application.stage_since = stage, at
    session.add(change)
    session.flush()
    summary.refresh(session, application)
    audit.record(session, actor, "application.moved", application, to=stage.kind.value)
    return change


def undo_move(session: Session, actor: User, change: StageChange, at: datetime) -> None:
    """Take back one's own last move within ten seconds; the move stays recorded. Raises UndoOver."""
    application = change.application
    session.refresh(application, with_for_update={"of": Application})
    session.refresh(change)
    is_last = queries.last_change(session, application) is change
    is_mine = change.actor_id == actor.id and change.from_stage is not None
    if not (is_last and is_mine and at - change.at <= UNDO_FOR + UNDO_GRACE):
        raise UndoOver(application.reference)
    change.undone_at = at
    session.flush()
    before = queries.last_change(session, application)
    application.stage = change.from_stage or application.stage
    application.stage_since = before.at if before else application.received_at
    summary.refresh(session, application)
    audit.record(session, actor, "application.move_undone", application, back_to=application.stage.kind.value)


def add_note(session: Session, actor: User, application: Application, body: str, at: datetime) -> Note:
    """Write a note about an application; its words stay out of the audit log."""
    note = Note(application=application, author=actor, body=body, created_at=at)
    session.add(note)
    audit.record(session, actor, "note.written", application)
    return note


def create_stage(session: Session, actor: User, kind: StageKind, name: str) -> Stage:
    """Add a stage after the others of its kind."""
    places = select(func.max(Stage.position)).where(Stage.kind == kind)
    place = session.scalar(places) or session.scalar(select(func.max(Stage.position))) or 0
    for later in session.scalars(select(Stage).where(Stage.position > place)):
        later.position += 1
    stage = Stage(kind=kind, name=name, position=place + 1)
    session.add(stage)
    audit.record(session, actor, "stage.created", stage, kind=kind.value)
    return stage


def rename_stage(session: Session, actor: User, stage: Stage, name: str) -> None:
    """Give a stage the employer's own name; an empty one brings the standard name back."""
    stage.name = name
    audit.record(session, actor, "stage.renamed", stage)


def shift_stage(session: Session, actor: User, stage: Stage, by: int) -> None:
    """Move a stage one place up (-1) or down (1) among those in use; at the end it stays."""
    order = queries.stages(session)
    place = order.index(stage)
    other = place + by
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        for position, one in enumerate(order, 1):
            one.position = position
        audit.record(session, actor, "stage.moved", stage)


def archive_stage(session: Session, actor: User, stage: Stage, at: datetime) -> None:
    """Take a stage out of use; raises StageInUse while applications are in it or it is the last of its kind."""
    held = session.scalar(select(func.count(Application.id)).where(Application.stage_id == stage.id))
    same_kind = [one for one in queries.stages(session) if one.kind is stage.kind]
    if held or same_kind == [stage]:
        raise StageInUse(str(stage.id))
    stage.archived_at = at
    audit.record(session, actor, "stage.archived", stage)
