"""Pages of recruiters and hiring managers about applications."""

import pytest

from careers.accounts.models import Role
from careers.applicants.models import Application, Note, Stage, StageKind
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import ApplicationFactory, CandidateFactory, stage_of
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import LinkFactory


@pytest.fixture
def application(session):
    application = ApplicationFactory(candidate=CandidateFactory(first_name="Zoé", last_name="Zanzibar"))
    session.commit()
    return application


@pytest.fixture
def browser(sign_in):
    return sign_in(role="recruiter")


def test_list_finds_a_person_without_accents(browser, application):
    assert "Zanzibar" in browser.get("/staff/applications?q=zoe+ZANZI").text
    assert "No application matches" in browser.get("/staff/applications?q=nobody").text


def test_manager_sees_own_openings_only(session, sign_in, application):
    manager = UserFactory(role=Role.HIRING_MANAGER)
    mine = ApplicationFactory(opening=OpeningFactory(hiring_manager=manager))
    session.commit()
    browser = sign_in(manager)
    page = browser.get("/staff/applications").text
    assert mine.reference in page
    assert application.reference not in page
    foreign, missing = (browser.get(f"/staff/applications/{key}") for key in (application.key, "missing"))
    assert (foreign.status_code, foreign.text.replace(application.key, "missing")) == (404, missing.text)


def test_move_can_be_undone_from_the_page(session, browser, application):
    url = f"/staff/applications/{application.key}"
    page = browser.post(
        f"{url}/move", data={"stage": stage_of(StageKind.INTERVIEW).id}, follow_redirects=True
    ).text
    assert "Undo (10 s)" in page
    browser.post(f"{url}/undo")
    session.refresh(application)
    assert application.stage.kind is StageKind.RECEIVED


def test_move_goes_back_to_the_board_but_to_no_other_site(browser, application):
    url = f"/staff/applications/{application.key}/move"
    stage = stage_of(StageKind.OFFER).id
    board = browser.post(url, data={"stage": stage, "back": "/staff/applications/board?q=z"})
    assert board.headers["Location"] == "/staff/applications/board?q=z"
    for evil in (
        "https://evil.example/",
        "//evil.example",
        "/staff/applications\\@evil.example",
        "javascript:alert(1)",
    ):
        answer = browser.post(url, data={"stage": stage, "back": evil})
        assert answer.headers["Location"] == f"/staff/applications/{application.key}"


def test_empty_note_is_refused(session, browser, application):
    page = browser.post(f"/staff/applications/{application.key}/notes", data={"body": " "})
    assert page.status_code == 422
    assert "Type the note first." in page.text
    browser.post(f"/staff/applications/{application.key}/notes", data={"body": "<b>Good</b>"})
    assert "&lt;b&gt;Good" in browser.get(f"/staff/applications/{application.key}").text
    assert session.query(Note).count() == 1


def test_list_of_a_link_shows_whom_it_brought(session, browser, application):
    link = LinkFactory(code="abc234")
    other = ApplicationFactory(link=link)
    session.commit()
    page = browser.get("/staff/applications?link=abc234").text
    assert other.reference in page
    assert application.reference not in page
    assert "No application matches" in browser.get("/staff/applications?link=zzzzzz").text


def test_file_runs_no_formula(session, browser, application):
    application.candidate.last_name = "=HYPERLINK(1)"
    session.commit()
    assert "'=HYPERLINK(1)" in browser.get("/staff/applications.csv").data.decode()


def test_board_has_a_column_per_stage(session, browser, application):
    page = browser.get("/staff/applications/board").text
    assert page.count("data-stage=") == session.query(Stage).count()
    assert "Zanzibar" in page


def test_other_applications_of_the_person_are_shown(session, browser, application):
    other = ApplicationFactory(candidate=application.candidate, opening=OpeningFactory(title="Sage-femme"))
    session.commit()
    page = browser.get(f"/staff/applications/{application.key}").text
    assert "The same person also applied for" in page
    assert other.key in page


def test_administrator_shapes_the_stages(session, sign_in):
    admin = sign_in(role="administrator")
    admin.post("/staff/admin/stages", data={"kind": "interview", "name": "Second interview"})
    stage = session.query(Stage).filter_by(name="Second interview").one()
    admin.post(f"/staff/admin/stages/{stage.id}/rename", data={"name": "Jury"})
    admin.post(f"/staff/admin/stages/{stage.id}/down")
    admin.post(f"/staff/admin/stages/{stage.id}/archive")
    session.refresh(stage)
    assert (stage.name, stage.archived_at is not None) == ("Jury", True)


def test_home_page_counts_new_applications(browser, application):
    assert "1 new application" in browser.get("/staff/").text


def test_erased_candidate_leaves_the_row(session, browser, application):
    person = application.candidate
    person.first_name = person.last_name = person.phone = ""
    person.email = None
    session.commit()
    assert "Erased candidate" in browser.get("/staff/applications").text
    assert session.query(Application).count() == 1
