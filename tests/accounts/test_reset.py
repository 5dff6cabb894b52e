"""A forgotten password is replaced through a mail, and nobody learns who is on the staff."""

import re

from careers.accounts.models import User
from careers.demo.factories.accounts import PASSWORD, UserFactory
from careers.mail import OutgoingMail

NEW = "another horse battery staple"


def test_mail_leads_to_a_new_password(session, client):
    user = UserFactory()
    session.commit()
    client.post("/staff/reset", data={"email": user.email})
    address = re.search(r"/staff/reset/\S+", session.query(OutgoingMail).one().text)[0].rstrip(".")
    assert client.post(address, data={"password": NEW, "password_confirm": NEW}).status_code == 302
    assert client.post("/staff/sign-in", data={"email": user.email, "password": PASSWORD}).status_code == 200
    answer = client.post("/staff/sign-in", data={"email": user.email, "password": NEW})
    assert answer.headers["Location"].endswith("/staff/")


def test_unknown_address_gets_the_same_answer_and_no_mail(session, client):
    user = UserFactory()
    session.commit()
    known = client.post("/staff/reset", data={"email": user.email})
    unknown = client.post("/staff/reset", data={"email": "nobody@mail.example"})
    assert (known.status_code, known.headers.get("Location")) == (
        unknown.status_code,
        unknown.headers.get("Location"),
    )
    assert session.query(OutgoingMail).filter_by(recipient="nobody@mail.example").count() == 0


def test_reset_ends_every_session(session, sign_in, client):
    user = UserFactory()
    browser = sign_in(user)
    client.post("/staff/reset", data={"email": user.email})
    address = re.search(r"/staff/reset/\S+", session.query(OutgoingMail).one().text)[0].rstrip(".")
    client.post(address, data={"password": NEW, "password_confirm": NEW})
    assert session.query(User).count() == 1
    assert browser.get("/staff/").status_code == 302
