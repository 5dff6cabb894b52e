"""Invitations: one account each, for two days."""

from datetime import timedelta

import pytest

from careers.accounts import queries, service
from careers.accounts.models import Role
from careers.clock import now
from careers.demo.factories.accounts import PASSWORD, UserFactory
from careers.mail import OutgoingMail

NEW = service.Person("new@val-darbois.example", "Nadia Neuve", Role.RECRUITER, "en")


@pytest.fixture
def administrator(session):
    return UserFactory(role=Role.ADMINISTRATOR)


def test_accepted_invitation_makes_an_account(session, administrator):
    invitation, token = service.invite(session, administrator, NEW, now())
    found = queries.invitation_by_token(session, token)
    user = service.accept_invitation(session, found, "Nadia", PASSWORD, now())
    assert (user.email, user.role) == (NEW.email, Role.RECRUITER)


def test_invitation_works_only_once(session, administrator):
    invitation, _ = service.invite(session, administrator, NEW, now())
    service.accept_invitation(session, invitation, "Nadia", PASSWORD, now())
    with pytest.raises(service.InvitationOver):
        service.accept_invitation(session, invitation, "Nadia", PASSWORD, now())


def test_invitation_is_over_after_two_days(session, administrator):
    invitation, _ = service.invite(session, administrator, NEW, now() - timedelta(days=2, minutes=1))
    with pytest.raises(service.InvitationOver):
        service.accept_invitation(session, invitation, "Nadia", PASSWORD, now())


def test_known_address_is_not_invited(session, administrator):
    UserFactory(email=NEW.email)
    with pytest.raises(service.AddressTaken):
        service.invite(session, administrator, NEW, now())


def test_invited_person_gets_a_mail_and_signs_in(session, sign_in, client):
    form = {"name": NEW.name, "email": NEW.email, "role": "recruiter", "language": "en"}
    assert sign_in(role="administrator").post("/staff/admin/invite", data=form).status_code == 302
    letter = session.query(OutgoingMail).one()
    address = next(line for line in letter.text.splitlines() if "/invitation/" in line)
    page = client.post(
        "/staff" + address.split("/staff")[1], data={"name": "N", "password": PASSWORD, "again": PASSWORD}
    )
    assert page.status_code == 302
    answer = client.post("/staff/sign-in", data={"email": NEW.email, "password": PASSWORD})
    assert answer.headers["Location"].endswith("/staff/")


def test_revoked_invitation_says_so(session, sign_in, client, administrator):
    invitation, token = service.invite(session, administrator, NEW, now())
    session.commit()
    sign_in(administrator).post(f"/staff/admin/invitations/{invitation.id}/revoke")
    assert client.get(f"/staff/invitation/{token}").status_code == 410
    assert client.get("/staff/invitation/wrong").status_code == 404
