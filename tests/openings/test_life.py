"""The life of an opening."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from careers.clock import local_date, now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.openings import OpeningFactory
from careers.openings import checklist, queries, service
from careers.openings.jobs import publish_and_close_due
from careers.openings.models import Category, OpeningState

ZONE = "Europe/Paris"
NOON = datetime(2026, 11, 3, 11, tzinfo=UTC)


@pytest.fixture
def recruiter(session):
    return UserFactory()


def draft(**values):
    defaults = {
        "state": OpeningState.DRAFT,
        "published_at": None,
        "publish_on": None,
        "closes_on": date(2026, 12, 31),
    }
    return OpeningFactory(**defaults | values)


def test_complete_draft_is_published(session, recruiter):
    opening = draft()
    service.publish_opening(session, recruiter, opening, NOON, ZONE)
    assert (opening.state, opening.published_at) == (OpeningState.PUBLISHED, NOON)


@pytest.mark.parametrize("field", ["missions", "profile", "contract", "closes_on"])
def test_incomplete_draft_is_refused_with_what_is_missing(session, recruiter, field):
    opening = draft(**{field: None if field in {"contract", "closes_on"} else ""})
    with pytest.raises(service.OpeningIncomplete) as refusal:
        service.publish_opening(session, recruiter, opening, NOON, ZONE)
    assert [item.field for item in refusal.value.items] == [field]


def test_opening_whose_closing_date_passed_is_refused(session, recruiter):
    with pytest.raises(service.ClosingDatePassed):
        service.publish_opening(session, recruiter, draft(closes_on=date(2026, 11, 2)), NOON, ZONE)


def test_later_day_schedules_and_then_publishes_by_itself(app, session, recruiter):
    opening = draft(publish_on=date(2026, 11, 5))
    service.publish_opening(session, recruiter, opening, NOON, ZONE)
    session.commit()
    assert opening.state is OpeningState.SCHEDULED
    for instant, state in (
        ("2026-11-04T22:59Z", OpeningState.SCHEDULED),
        ("2026-11-04T23:01Z", OpeningState.PUBLISHED),
    ):
        with time_machine.travel(datetime.fromisoformat(instant), tick=False):
            publish_and_close_due(app)
        assert opening.state is state, instant


@pytest.mark.parametrize(
    ("last_day", "still_open", "over"),
    [
        (date(2026, 10, 25), "2026-10-25T22:59Z", "2026-10-25T23:01Z"),
        (date(2026, 3, 29), "2026-03-29T21:59Z", "2026-03-29T22:01Z"),
    ],
    ids=["the longer day", "the shorter day"],
)
def test_opening_closes_after_its_last_local_day(app, session, last_day, still_open, over):
    opening = OpeningFactory(closes_on=last_day)
    session.commit()
    for instant, state in ((still_open, OpeningState.PUBLISHED), (over, OpeningState.CLOSED)):
        with time_machine.travel(datetime.fromisoformat(instant), tick=False):
            publish_and_close_due(app)
            publish_and_close_due(app)
        assert opening.state is state


def test_scheduled_opening_that_was_emptied_stops_no_other(app, session, recruiter):
    emptied = draft(state=OpeningState.SCHEDULED, publish_on=date(2026, 11, 1), missions="")
    other = draft(state=OpeningState.SCHEDULED, publish_on=date(2026, 11, 1))
    session.commit()
    with time_machine.travel(NOON, tick=False):
        assert publish_and_close_due(app) == 1
    assert (emptied.state, other.state) == (OpeningState.SCHEDULED, OpeningState.PUBLISHED)


def test_published_opening_is_not_published_twice(session, recruiter):
    with pytest.raises(service.WrongState):
        service.publish_opening(session, recruiter, OpeningFactory(), NOON, ZONE)


def test_copy_has_the_texts_but_no_dates(session, recruiter):
    opening = OpeningFactory(declaration_reference="V039")
    copy = service.duplicate_opening(session, recruiter, opening, NOON)
    assert (copy.missions, copy.salary_max_cents) == (opening.missions, opening.salary_max_cents)
    assert (copy.state, copy.closes_on, copy.published_at, copy.declaration_reference or "") == (
        OpeningState.DRAFT,
        None,
        None,
        "",
    )
    assert copy.slug != opening.slug


def test_reference_is_unique(session, recruiter):
    OpeningFactory(reference="2026-900")
    with pytest.raises(service.ReferenceTaken):
        service.create_opening(session, recruiter, {"reference": "2026-900", "title": "X"}, NOON)


def test_address_is_plain_lower_case(session, recruiter):
    opening = service.create_opening(
        session, recruiter, {"reference": "A 1", "title": "Médecin / Généraliste"}, NOON
    )
    assert opening.slug == "a-1-medecin-generaliste"


def test_checklist_asks_for_what_the_decree_asks(session):
    today = local_date(now(), ZONE)
    missing = {
        item.field for item in checklist.checklist(OpeningFactory(grades=""), today, ZONE) if not item.is_done
    }
    assert {"grades", "declaration_reference"} <= missing


def test_apprenticeship_needs_no_grade(session):
    opening = OpeningFactory(grades="", corps="", category=Category.NONE)
    missing = {item.field for item in checklist.checklist(opening, now().date(), ZONE) if not item.is_done}
    assert not missing & {"grades", "corps", "declaration_reference"}


def test_notice_of_less_than_a_month_is_told(session):
    opening = OpeningFactory(closes_on=now().date() + timedelta(days=10))
    missing = [item for item in checklist.checklist(opening, now().date(), ZONE) if not item.is_done]
    assert "closes_on" in {item.field for item in missing}


@pytest.mark.parametrize("q", ["medecin", "MÉDECIN", "généraliste arbois", "Arb"])
def test_search_forgives_case_and_accents(session, q):
    opening = OpeningFactory(title="Médecin généraliste")
    assert session.scalars(queries.public_openings(now().date(), q)).all() == [opening]
