"""Staff, their roles, the profile, the employer and the audit log."""

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy.exc import DatabaseError

from careers.accounts import service
from careers.accounts.models import AuditEntry, Role
from careers.cli import main
from careers.demo.factories.accounts import PASSWORD, UserFactory


def test_last_administrator_cannot_step_down(session):
    only = UserFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(service.LastAdministrator):
        service.change_staff(session, only, only, role=Role.VIEWER, active=True)


def test_inactive_person_is_out_at_the_next_request(session, sign_in):
    user, boss = UserFactory(), UserFactory(role=Role.ADMINISTRATOR)
    browser = sign_in(user)
    assert browser.get("/staff/").status_code == 200
    service.change_staff(session, boss, user, role=user.role, active=False)
    session.commit()
    assert browser.get("/staff/").status_code == 302


def test_demoted_person_loses_the_page_at_once(session, sign_in):
    user, boss = UserFactory(role=Role.ADMINISTRATOR), UserFactory(role=Role.ADMINISTRATOR)
    browser = sign_in(user)
    assert browser.get("/staff/admin").status_code == 200
    service.change_staff(session, boss, user, role=Role.VIEWER, active=True)
    session.commit()
    assert browser.get("/staff/admin").status_code == 403


def test_profile_changes_the_language_of_the_pages(sign_in):
    browser = sign_in(role="viewer", language="en")
    form = {"name": "Vera", "language": "fr", "time_zone": "Europe/Paris"}
    browser.post("/staff/profile", data=form)
    assert '<html lang="fr">' in browser.get("/staff/profile").text


def test_profile_without_a_name_keeps_what_was_typed(sign_in):
    form = {"name": " ", "language": "fr", "time_zone": "Indian/Reunion"}
    page = sign_in(language="en").post("/staff/profile", data=form)
    assert page.status_code == 422
    assert "Type a name." in page.text
    assert 'selected value="Indian/Reunion"' in page.text


def test_employer_page_changes_the_public_name(session, sign_in, client):
    admin = sign_in(role="administrator")
    form = {
        "name": "Ville d'Arbois",
        "retention_months": 3,
        "talent_pool_months": 24,
        "accessibility_status": "none",
    }
    assert admin.post("/staff/admin/organisation", data=form).status_code == 302
    assert "Ville d&#39;Arbois" in client.get("/jobs").text


def test_audit_log_names_who_did_what(session, sign_in):
    boss = UserFactory(role=Role.ADMINISTRATOR, name="Berthe Chef")
    service.save_profile(session, boss, name="Berthe Chef", language="en", time_zone="Europe/Paris")
    session.commit()
    page = sign_in(boss).get("/staff/admin/audit?q=profile").text
    assert "profile.saved" in page
    assert "Berthe Chef" in page


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_audit_log_refuses_change(session, statement):
    service.save_profile(session, UserFactory(), name="A", language="en", time_zone="Europe/Paris")
    session.commit()
    query = session.query(AuditEntry)
    with pytest.raises(DatabaseError, match="append-only"):
        query.delete() if statement == "delete" else query.update({"action": "other"})
    session.rollback()


def test_first_administrator_comes_from_the_command_line(app, session):
    words = ["staff", "create", "--email", "Chef@x.example", "--name", "Chef", "--password", PASSWORD]
    result = CliRunner().invoke(main, words, obj=ScriptInfo(create_app=lambda *_: app))
    assert result.exit_code == 0, result.output


def test_sign_in_refuses_with_one_sentence(session, client):
    UserFactory(email="known@val-darbois.example")
    session.commit()
    answers = [
        client.post("/staff/sign-in", data={"email": email, "password": "wrong wrong wrong"}).text
        for email in ("known@val-darbois.example", "unknown@val-darbois.example")
    ]
    assert answers[0].replace("unknown", "known") == answers[1].replace("unknown", "known")
    assert "There is a problem" in answers[0]


def test_viewer_finds_nobody_by_id(sign_in):
    assert sign_in(role="administrator").get("/staff/admin/staff/999").status_code == 404
