"""Security headers, tokens and foreign origins on every kind of answer."""

from urllib.parse import urlsplit

import pytest

from careers.demo.factories.accounts import PASSWORD, UserFactory
from careers.demo.factories.openings import OpeningFactory

PAGES = ["/jobs", "/jobs/own", "/nowhere", "/staff/sign-in", "/static/careers.css"]


@pytest.fixture
def opening(session):
    opening = OpeningFactory(slug="own")
    session.commit()
    return opening


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client, opening, path):
    with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= {
            part.strip() for part in policy.split(";")
        }
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_page_of_somebody_signed_in_is_not_stored(sign_in):
    assert sign_in().get("/staff/").headers["Cache-Control"] == "no-store"


def test_form_without_token_is_refused(app, sign_in):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert (
            sign_in(role="administrator").post("/staff/admin/stages", data={"name": "X"}).status_code == 400
        )
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_form_sent_by_another_site_is_refused(client, opening):
    answer = client.post("/jobs/own/apply", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_never_leads_to_another_site(session, client, target):
    user = UserFactory()
    session.commit()
    form = {"email": user.email, "password": PASSWORD, "next": target}
    place = client.post(f"/staff/sign-in?next={target}", data=form).headers.get("Location", "")
    assert urlsplit(place).netloc in {"", "localhost"}
    assert urlsplit(place).scheme in {"", "http"}
    assert not place.startswith(("//", "/\\"))


def test_nul_reaches_no_query(client, opening):
    assert client.get("/jobs?q=%00").status_code == 400
    assert client.get("/jobs/%00").status_code == 404
    assert client.post("/jobs/own/apply", data={"first_name": "\0"}).status_code == 400
