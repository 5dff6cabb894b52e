"""Moves through the stages, undone within ten seconds."""

from datetime import timedelta

import pytest

from careers.applicants import queries, service
from careers.applicants.models import StageKind
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import ApplicationFactory, stage_of

T0 = now()


@pytest.fixture
def application(session):
    return ApplicationFactory()


@pytest.fixture
def recruiter(session):
    return UserFactory()


def move(session, who, application, kind, at=T0):
    return service.move_application(session, who, application, stage_of(kind), at)


def test_move_is_recorded_and_shown(session, application, recruiter):
    change = move(session, recruiter, application, StageKind.INTERVIEW)
    assert application.stage.kind is StageKind.INTERVIEW
    assert queries.changes(session, application) == [change]


def test_move_to_the_same_stage_says_so(session, application, recruiter):
    with pytest.raises(service.SameStage):
        move(session, recruiter, application, StageKind.RECEIVED)


def test_undo_brings_the_former_stage_back(session, application, recruiter):
    move(session, recruiter, application, StageKind.SHORTLISTED)
    change = move(session, recruiter, application, StageKind.REFUSED)
    service.undo_move(session, recruiter, change, T0 + timedelta(seconds=9))
    assert application.stage.kind is StageKind.SHORTLISTED
    assert change.undone_at is not None


def test_undo_after_its_time_is_refused(session, application, recruiter):
    change = move(session, recruiter, application, StageKind.HIRED)
    with pytest.raises(service.UndoOver):
        service.undo_move(session, recruiter, change, T0 + timedelta(seconds=16))


def test_nobody_undoes_the_move_of_another(session, application, recruiter):
    change = move(session, recruiter, application, StageKind.HIRED)
    with pytest.raises(service.UndoOver):
        service.undo_move(session, UserFactory(), change, T0)


def test_withdrawn_application_stays_where_it_is(session, application, recruiter):
    service.withdraw_application(session, application, T0)
    with pytest.raises(service.ApplicationWithdrawn):
        move(session, recruiter, application, StageKind.HIRED)


def test_stage_with_applications_stays_in_use(session, application, recruiter):
    extra = service.create_stage(session, recruiter, StageKind.INTERVIEW, "Second interview")
    service.move_application(session, recruiter, application, extra, T0)
    with pytest.raises(service.StageInUse):
        service.archive_stage(session, recruiter, extra, T0)


def test_last_stage_of_a_kind_stays_in_use(session, recruiter):
    with pytest.raises(service.StageInUse):
        service.archive_stage(session, recruiter, stage_of(StageKind.HIRED), T0)


def test_new_stage_stands_behind_its_kind(session, recruiter):
    service.create_stage(session, recruiter, StageKind.INTERVIEW, "Second interview")
    kinds = [stage.kind for stage in queries.stages(session)]
    assert kinds[2:4] == [StageKind.INTERVIEW, StageKind.INTERVIEW]
    assert [stage.position for stage in queries.stages(session)] == sorted(range(1, 9))
