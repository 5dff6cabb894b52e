"""From a filled-in form to an application with its frozen journey."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from careers.applicants import documents, intake, queries
from careers.applicants.models import Application, Candidate, ConsentTier, DocumentKind, JourneyTouch
from careers.clock import now
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import db
from careers.openings.models import OpeningState
from tests.applicants import files

ANSWERS = {"first_name": "Ada", "last_name": "Lenoir", "email": "Ada@mail.example", "sources": ["linkedin"]}


def draft(session, key="form-1", link=None, **answers):
    return intake.save_draft(session, key, OpeningFactory(), link, ANSWERS | answers, now())


def test_application_keeps_tracked_and_declared_source(session):
    link = LinkFactory()
    draft(session, link=link, sources=["facebook"])
    application, is_new = intake.submit(session, "form-1", "fr", now())
    assert is_new
    assert (application.link, application.declared_sources) == (link, ["facebook"])


def test_journey_is_frozen_with_the_link_that_was_followed(session):
    link = LinkFactory()
    opened = draft(session, link=link).opened_at
    application, _ = intake.submit(session, "form-1", "fr", now())
    journey = queries.journey_of(session, application)
    assert journey.tier is ConsentTier.LINK
    assert [(touch.link, touch.at) for touch in queries.touches(session, journey)] == [(link, opened)]


def test_journey_without_link_is_empty(session):
    draft(session)
    application, _ = intake.submit(session, "form-1", "fr", now())
    assert queries.journey_of(session, application).tier is ConsentTier.NONE
    assert session.query(JourneyTouch).count() == 0


def test_same_form_twice_makes_one_application(session):
    draft(session)
    first, _ = intake.submit(session, "form-1", "fr", now())
    second, is_new = intake.submit(session, "form-1", "fr", now())
    assert first is second
    assert not is_new


def test_fifty_submits_at_once_make_one_application(app, session):
    draft(session)
    session.commit()
    db.session.remove()

    def send(_):
        with app.app_context():
            application, _new = intake.submit(db.session(), "form-1", "fr", now())
            reference = application.reference
            db.session.commit()
            return reference

    with ThreadPoolExecutor(10) as pool:
        references = set(pool.map(send, range(50)))
    assert len(references) == 1
    assert db.session.query(Application).count() == 1


def test_person_is_recognised_by_mail_address(session):
    draft(session)
    draft(session, key="form-2", email=" ada@MAIL.example ", first_name="Adèle")
    first, _ = intake.submit(session, "form-1", "fr", now())
    second, _ = intake.submit(session, "form-2", "fr", now())
    assert first.candidate is second.candidate
    assert (session.query(Candidate).count(), first.candidate.first_name) == (1, "Ada")


def test_closed_opening_refuses_applications(session):
    draft(session).opening.state = OpeningState.CLOSED
    with pytest.raises(intake.OpeningClosed):
        intake.submit(session, "form-1", "fr", now())


def test_unknown_form_is_no_application(session):
    with pytest.raises(intake.DraftGone):
        intake.submit(session, "nobody-knows", "fr", now())


def test_files_follow_into_the_application(session, tmp_path):
    kept = draft(session)
    checked = documents.CheckedFile("cv.pdf", documents.PDF, files.pdf())
    intake.attach(session, tmp_path, kept, DocumentKind.CV, checked)
    intake.attach(session, tmp_path, kept, DocumentKind.CV, checked)
    application, _ = intake.submit(session, "form-1", "fr", now())
    assert [row.kind for row in queries.documents(session, application)] == [DocumentKind.CV]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_unfinished_form_is_forgotten_with_its_files_after_a_day(session, tmp_path):
    kept = draft(session)
    intake.attach(session, tmp_path, kept, DocumentKind.CV, documents.CheckedFile("a", documents.PDF, b"x"))
    assert intake.forget_drafts(session, tmp_path, now() + timedelta(hours=23)) == 0
    assert intake.forget_drafts(session, tmp_path, now() + timedelta(hours=25)) == 1
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
