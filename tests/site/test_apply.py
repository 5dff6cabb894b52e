"""The way of a candidate through the form, without cookie or script."""

import io

import pytest

from careers.applicants.models import Application, ApplicationDraft, Document
from careers.demo.factories.campaigns import ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import LinkFactory
from careers.mail import OutgoingMail
from careers.openings.models import OpeningState
from careers.tracking.models import PageView
from tests.applicants import files
from tests.site.candidate import apply, filled, hidden, send


@pytest.fixture
def opening(session):
    opening = OpeningFactory(slug="gp")
    session.commit()
    return opening


@pytest.fixture
def link(session):
    link = LinkFactory(code="abc234", target="/jobs/gp")
    PostFactory(link=link, channel=ChannelFactory(network="linkedin"))
    session.commit()
    return link


def test_application_arrives_with_its_link(session, client, opening, link):
    confirmation = client.get(apply(client, "gp", via="abc234"))
    application = session.query(Application).one()
    assert application.link_id == link.id
    assert application.reference in confirmation.text
    assert application.reference in session.query(OutgoingMail).one().text


def test_source_is_prefilled_from_the_link_and_editable(session, client, opening, link):
    page = client.get("/jobs/gp/apply?via=abc234").text
    ticked = next(line for line in page.split("<input") if 'value="linkedin"' in line)
    assert "checked" in ticked
    apply(client, "gp", via="abc234", sources=["facebook", "word_of_mouth"])
    assert session.query(Application).one().declared_sources == ["facebook", "word_of_mouth"]


def test_nothing_is_stored_on_the_device(client, opening, link):
    data = filled(client, "/jobs/gp/apply?via=abc234")
    answers = [
        client.get("/jobs"),
        client.get("/jobs/gp?via=abc234"),
        client.get("/jobs/gp/apply"),
        send(client, "gp", data),
    ]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * 4


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first_name": " "}, "Type your first name."),
        ({"email": "ada"}, "Type a mail address such as name@example.org."),
        ({"cv": None}, "Choose your CV"),
        ({"cv": b"hello"}, "The selected file must be a PDF, DOCX or ODT."),
        ({"phone": "call me"}, "Type a telephone number"),
    ],
    ids=["name", "mail", "no cv", "not a cv", "phone"],
)
def test_error_says_what_to_do_and_keeps_the_input(client, opening, changes, message):
    data = filled(client, "/jobs/gp/apply", message="I like hills") | changes
    if isinstance(data["cv"], bytes):
        data["cv"] = (io.BytesIO(data["cv"]), "cv.pdf")
    data = {name: value for name, value in data.items() if value is not None}
    page = send(client, "gp", data)
    assert page.status_code == 422
    assert page.text.count(message) >= 2
    assert "<title>Error:" in page.text
    assert "I like hills" in page.text


def test_file_is_kept_after_an_error_elsewhere(session, client, opening):
    page = send(client, "gp", filled(client, "/jobs/gp/apply", last_name=""))
    assert "We have kept “cv.pdf”" in page.text
    data = filled(client, "/jobs/gp/apply", cv=None) | {"form_key": hidden(page.text, "form_key")}
    assert send(client, "gp", data).status_code == 302
    assert session.query(Document).count() == 1


def test_answers_can_be_changed_from_the_check_page(client, opening):
    check = send(client, "gp", filled(client, "/jobs/gp/apply", message="First words")).headers["Location"]
    page = client.get(check).text
    assert "First words" in page
    change = check.replace("/apply/check", "/apply")
    assert "First words" in client.get(change).text


def test_second_submit_leads_to_the_same_confirmation(session, client, opening):
    check = send(client, "gp", filled(client, "/jobs/gp/apply")).headers["Location"]
    form = {"form": hidden(client.get(check).text, "form")}
    places = {client.post("/jobs/gp/apply/check", data=form).headers["Location"] for _ in range(3)}
    assert len(places) == 1
    assert (session.query(Application).count(), session.query(OutgoingMail).count()) == (1, 1)
    assert client.get(check).headers["Location"] in places


def test_forged_form_key_starts_a_new_form_and_keeps_the_text(session, client, opening):
    data = filled(client, "/jobs/gp/apply") | {"form_key": "forged.key"}
    assert send(client, "gp", data).status_code == 302
    assert session.query(ApplicationDraft).one().key != "forged.key"


def test_form_of_a_closed_job_shows_other_jobs(session, client, opening):
    data = filled(client, "/jobs/gp/apply")
    opening.state = OpeningState.CLOSED
    other = OpeningFactory()
    session.commit()
    answer = send(client, "gp", data)
    assert answer.status_code == 410
    assert other.slug in answer.text


def test_views_of_page_and_form_are_counted_without_a_person(session, client, opening, link):
    agent = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"}
    client.get("/jobs/gp?via=abc234", headers=agent)
    client.get("/jobs/gp/apply?via=abc234", headers=agent)
    seen = [
        (view.page.value, view.link_id, view.visitor)
        for view in session.query(PageView).order_by(PageView.id)
    ]
    assert seen == [("job", link.id, None), ("form", link.id, None)]


def test_candidate_withdraws_from_the_confirmation(session, client, opening):
    place = apply(client, "gp")
    assert "Yes, withdraw it" in client.get(place + "/withdraw").text
    client.post(place + "/withdraw")
    client.post(place + "/withdraw")
    assert "Your application is withdrawn" in client.get(place).text


def test_other_peoples_confirmations_are_not_found(client, opening):
    assert client.get("/applications/nobody-knows-this").status_code == 404


def test_cv_is_a_download_for_those_who_may_see_it(session, client, opening, sign_in):
    apply(client, "gp")
    key = session.query(Document).one().key
    with sign_in(role="recruiter").get(f"/staff/documents/{key}") as answer:
        assert answer.data == files.pdf()
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(role="communications").get(f"/staff/documents/{key}").status_code == 403
    assert sign_in(role="hiring_manager").get(f"/staff/documents/{key}").status_code == 404


def test_form_that_was_sent_leads_back_to_its_confirmation(session, client, opening):
    data = filled(client, "/jobs/gp/apply")
    check = send(client, "gp", data).headers["Location"]
    place = client.post("/jobs/gp/apply/check", data={"form": data["form_key"]}).headers["Location"]
    again = filled(client, "/jobs/gp/apply", message="Second thoughts") | {"form_key": data["form_key"]}
    assert send(client, "gp", again).headers["Location"] == place
    assert client.get(check).headers["Location"] == place
    assert session.query(ApplicationDraft).count() == 0
