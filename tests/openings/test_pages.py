"""Pages of recruiters about openings."""

import pytest

from careers.demo.factories.openings import OpeningFactory, WorkplaceFactory
from careers.openings.models import Opening, OpeningState, Workplace


@pytest.fixture
def browser(sign_in):
    return sign_in(role="recruiter")


def filled(**changes):
    values = {
        "title": "Infirmier", "reference": "R-1", "positions": "1", "working_time": "full", "telework": "none",
        "salary_period": "month", "branch": "territorial", "contract": "", "category": "", "vacancy_kind": "",
        "workplace_id": "", "hiring_manager_id": "", "missions": "- Soigner",
    }  # fmt: skip
    return values | changes


def test_new_opening_begins_as_a_draft(session, browser):
    answer = browser.post("/staff/openings/new", data=filled(salary_min_cents="2 450,50"))
    assert answer.status_code == 302
    opening = session.query(Opening).one()
    assert (opening.state, opening.salary_min_cents) == (OpeningState.DRAFT, 245050)


def test_form_keeps_what_was_typed_beside_its_errors(browser):
    page = browser.post(
        "/staff/openings/new", data=filled(title="", salary_min_cents="a lot", missions="- Keep me")
    )
    assert page.status_code == 422
    for text in ("Type the title of the job.", "Type an amount in figures", "- Keep me", 'value="a lot"'):
        assert text in page.text


def test_pay_that_ends_before_it_begins_is_refused(browser):
    page = browser.post("/staff/openings/new", data=filled(salary_min_cents="3000", salary_max_cents="2000"))
    assert "The upper pay must not be below the lower one." in page.text


def test_preview_saves_nothing_and_runs_nothing(session, browser):
    page = browser.post(
        "/staff/openings/new", data=filled(preview="1", missions="**bold** <script>alert(1)</script>")
    )
    assert "<strong>bold</strong>" in page.text
    assert "<script>alert(1)" not in page.text
    assert session.query(Opening).count() == 0


def test_second_editor_is_told_and_loses_nothing(session, browser):
    opening = OpeningFactory(state=OpeningState.DRAFT)
    session.commit()
    url = f"/staff/openings/{opening.id}/edit"
    old = str(opening.version)
    first = browser.post(url, data=filled(title="First", version=old))
    second = browser.post(url, data=filled(title="Second", reference="R-2", version=old))
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Somebody else saved this meanwhile" in second.text
    assert 'value="Second"' in second.text


def test_publish_button_says_what_is_missing(session, browser):
    opening = OpeningFactory(state=OpeningState.DRAFT, published_at=None, missions="")
    session.commit()
    page = browser.post(f"/staff/openings/{opening.id}/publish", follow_redirects=True)
    assert "Fill in first: Missions." in page.text


def test_closing_asks_first(session, browser):
    opening = OpeningFactory()
    session.commit()
    assert "Yes, close it" in browser.get(f"/staff/openings/{opening.id}/close").text
    browser.post(f"/staff/openings/{opening.id}/close")
    session.refresh(opening)
    assert opening.state is OpeningState.CLOSED


def test_list_keeps_its_filters_in_the_address(session, browser):
    OpeningFactory(title="Médecin", state=OpeningState.DRAFT)
    OpeningFactory(title="Cuisinier")
    session.commit()
    page = browser.get("/staff/openings?state=draft&q=med&sort=-title").text
    assert "Médecin" in page
    assert "Cuisinier" not in page
    assert "state=draft" in page
    assert "sort=title" in page


def test_empty_list_says_what_to_do(browser):
    assert "Write the first one" in browser.get("/staff/openings").text


def test_archived_workplace_leaves_the_choices(session, browser):
    place = WorkplaceFactory(name="Old barn")
    session.commit()
    browser.post(f"/staff/workplaces/{place.id}/archive")
    assert "Old barn" not in browser.get("/staff/openings/new").text
    browser.post(f"/staff/workplaces/{place.id}/restore")
    assert "Old barn" in browser.get("/staff/openings/new").text


def test_workplace_needs_a_town(session, browser):
    page = browser.post("/staff/workplaces/new", data={"name": "Site", "city": ""})
    assert page.status_code == 422
    assert "Type the town." in page.text
    assert session.query(Workplace).count() == 0


def test_live_notice_cannot_be_emptied(session, browser):
    opening = OpeningFactory()
    session.commit()
    values = filled(version=str(opening.version), missions="", contract="fixed_term", closes_on="2099-01-01")
    page = browser.post(
        f"/staff/openings/{opening.id}/edit",
        data=values | {"workplace_id": str(opening.workplace_id), "profile": "Here"},
    )
    assert page.status_code == 422
    assert "The opening is public: it cannot go without this." in page.text
    session.refresh(opening)
    assert opening.missions
