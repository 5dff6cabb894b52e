"""Whatever happens to applications, history and sums agree."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from careers.applicants import intake, queries, service
from careers.applicants.models import Application, Journey, StageKind
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import db
from tests import databases

MOVABLE = [kind for kind in StageKind if kind is not StageKind.WITHDRAWN]


class Pipeline(RuleBasedStateMachine):
    """People apply, recruiters move and undo, candidates withdraw, forms are sent twice."""

    app = None

    @initialize()
    def begin(self):
        databases.empty(self.app)
        self.session = db.session()
        self.actor, self.opening, self.link = UserFactory(), OpeningFactory(), LinkFactory()
        self.at, self.sent, self.applications = now(), [], []

    def later(self, seconds=60):
        self.at += timedelta(seconds=seconds)
        return self.at

    @rule(tracked=st.booleans(), person=st.integers(0, 2))
    def apply(self, tracked, person):
        key = f"form-{len(self.sent)}"
        answers = {"first_name": "A", "last_name": "B", "email": f"p{person}@mail.example"}
        link = self.link if tracked else None
        intake.save_draft(self.session, key, self.opening, link, answers, self.later())
        application, is_new = intake.submit(self.session, key, "fr", self.later())
        assert is_new
        self.sent.append(key)
        self.applications.append(application)

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 99))
    def send_again(self, which):
        _, is_new = intake.submit(self.session, self.sent[which % len(self.sent)], "fr", self.later())
        assert not is_new

    @precondition(lambda self: self.applications)
    @rule(which=st.integers(0, 99), kind=st.sampled_from(MOVABLE), undo_after=st.sampled_from([None, 3, 600]))
    def move(self, which, kind, undo_after):
        application = self.applications[which % len(self.applications)]
        before = application.stage
        try:
            stage = queries.first_stage(self.session, kind)
            change = service.move_application(self.session, self.actor, application, stage, self.later())
        except (service.SameStage, service.ApplicationWithdrawn):
            assert application.stage is before
            return
        if undo_after is not None:
            self.undo(change, undo_after, before)

    def undo(self, change, undo_after, before):
        try:
            service.undo_move(self.session, self.actor, change, self.later(undo_after))
        except service.UndoOver:
            assert undo_after > 15
        else:
            assert change.application.stage is before

    @precondition(lambda self: self.applications)
    @rule(which=st.integers(0, 99))
    def withdraw(self, which):
        application = self.applications[which % len(self.applications)]
        service.withdraw_application(self.session, application, self.later())
        assert application.stage.kind is StageKind.WITHDRAWN

    @invariant()
    def history_leads_to_the_present(self):
        for application in self.applications:
            last = queries.last_change(self.session, application)
            assert last.to_stage is application.stage

    @invariant()
    def counts_by_stage_sum_to_the_applications(self):
        if not self.applications:
            return
        counts = queries.stage_counts(self.session, self.actor)
        assert counts == Counter(one.stage_id for one in self.applications)
        assert self.session.query(Application).count() == len(self.applications)
        assert self.session.query(Journey).count() == len(self.applications)


@pytest.mark.slow
def test_pipeline_holds_its_sums(app):
    Pipeline.app = app
    quiet = settings(
        max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Pipeline, settings=quiet)
