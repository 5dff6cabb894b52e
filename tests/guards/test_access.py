"""Every route × method × role × own and foreign object, from the application's own map of routes.

A route without a row in `access/*.yaml` is a failure, and so is a row without a route.
"""

from pathlib import Path

import pytest
import yaml
from werkzeug.routing import IntegerConverter, Rule

from careers import mail
from careers.accounts.models import Role
from careers.applicants.models import Document, DocumentKind
from careers.demo.factories.accounts import InvitationFactory, UserFactory
from careers.demo.factories.applicants import ApplicationFactory, JourneyFactory, JourneyTouchFactory
from careers.demo.factories.campaigns import PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import db

ROWS = [
    row
    for file in sorted(Path(__file__).parent.glob("access/*.yaml"))
    for row in yaml.safe_load(file.read_text())
]
FROM_LIBRARIES = ("security.", "static")


@pytest.fixture
def world(app, session, tmp_path):
    """One of everything; `foreign` is an application that the hiring manager of `own` may not see."""
    manager = UserFactory(role=Role.HIRING_MANAGER)
    link = LinkFactory(code="abc234")
    opening = OpeningFactory(slug="own", hiring_manager=manager)
    post = PostFactory(opening=opening, link=link)
    own, foreign = ApplicationFactory(opening=opening), ApplicationFactory()
    for number, application in enumerate((own, foreign)):
        JourneyTouchFactory(journey=JourneyFactory(application=application), link=link)
        values = {
            "kind": DocumentKind.CV,
            "application": application,
            "file_name": "cv.pdf",
            "size": 1,
            "sha256": "",
        }
        db.session.add(
            Document(**values, key=f"doc{number}", stored_name=f"file{number}", media_type="application/pdf")
        )
    invitation = InvitationFactory()
    letter = mail.queue(session, mail.Letter("a@mail.example", "Hello", "Hello"))
    session.commit()
    return {
        "manager": manager,
        "ids": {
            "user_id": manager.id, "invitation_id": invitation.id, "opening_id": opening.id,
            "campaign_id": post.campaign_id, "workplace_id": opening.workplace_id, "post_id": post.id, "code": "abc234",
            "channel_id": post.channel_id, "stage_id": own.stage_id, "slug": "own",
            "token": "nobody-knows", "_anything": "nowhere", "mail_id": letter.id, "rule": "post_due",
            "reminder_id": 987654, "application_id": own.id,
        },
        "foreign_id": foreign.id,
        "keys": {"own": own.key, "foreign": foreign.key, "own_file": "doc0", "foreign_file": "doc1"},
    }  # fmt: skip


def ours(app):
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(FROM_LIBRARIES)]


def test_every_route_has_a_row_and_every_row_a_route(app):
    routes = {(rule.endpoint, method) for rule in ours(app) for method in rule.methods - {"HEAD", "OPTIONS"}}
    rows = {(row["endpoint"], method) for row in ROWS for method in row["methods"]}
    assert routes == rows


def address(app, rule: Rule, world, *, missing=False, foreign=False) -> str:
    """Return an address of a rule: with existing objects, a missing one, or a foreign one."""
    values = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        if hasattr(converter, "items"):
            values[name] = sorted(converter.items)[0]
        elif missing and name not in {"_anything"}:
            values[name] = 987654 if isinstance(converter, IntegerConverter) else "nobody-knows"
        elif name == "key":
            kind = "_file" if rule.endpoint.endswith("document") else ""
            values[name] = world["keys"][("foreign" if foreign else "own") + kind]
        elif name == "application_id" and foreign:
            values[name] = world["foreign_id"]
        else:
            values[name] = world["ids"][name]
    return app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["endpoint"])
def test_route_is_open_to_its_roles_only(app, world, sign_in, row):
    rule = next(one for one in ours(app) if one.endpoint == row["endpoint"])
    for method in row["methods"]:
        for role in [None, *Role]:
            person = world["manager"] if role is Role.HIRING_MANAGER else None
            browser = (
                app.test_client() if role is None else sign_in(person, **({} if person else {"role": role}))
            )
            answer = browser.open(address(app, rule, world), method=method)
            check(row, role, answer)
            answer.close()
            if role is not None and is_allowed(row, role) and rule.arguments:
                check_unknown(app, row, rule, world, browser, method)


def is_allowed(row, role) -> bool:
    return row["allowed"] == "public" or role.value in row["allowed"]


def check(row, role, answer) -> None:
    if row["allowed"] == "public":
        assert answer.status_code not in {401, 403, 500}, role
    elif role is None:
        assert answer.status_code == 302, role
        assert "/staff/sign-in" in answer.headers["Location"]
    elif is_allowed(row, role):
        assert answer.status_code not in {401, 403, 500}, role
    else:
        assert answer.status_code == 403, role


def check_unknown(app, row, rule, world, browser, method) -> None:
    """A missing object answers 404; a foreign one answers the very same page."""
    objects = [name for name in rule.arguments if not hasattr(rule._converters[name], "items")]
    if row.get("answers") == 404 or not objects or row["allowed"] == "public":
        return
    missing = browser.open(address(app, rule, world, missing=True), method=method)
    assert missing.status_code == 404, row["endpoint"]
    if "hiring_manager" in row.get("foreign", []):
        foreign_address = address(app, rule, world, foreign=True)
        foreign = browser.open(foreign_address, method=method)
        is_manager = (
            browser.get("/staff/admin").status_code == 403
            and browser.get("/staff/campaigns").status_code == 403
        )
        if is_manager:
            assert (foreign.status_code, foreign.text) == (404, missing.text)
        foreign.close()


def test_library_routes_are_the_ones_we_know(app):
    """Sign-in, reset and second factor come from Flask-Security; a new one of its routes must be looked at first."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")}
    names = (
        "change_password forgot_password login logout mf_recovery mf_recovery_codes reset_password static "
    )
    names += "tf_select two_factor_rescue two_factor_setup two_factor_setup_validate two_factor_token_validation verify"
    assert found == {f"security.{name}" for name in names.split()}
