"""Signing in with an authenticator app, set up from the profile."""

import re

from passlib.totp import TOTP

from careers.accounts.models import User
from careers.demo.factories.accounts import PASSWORD, UserFactory


def test_authenticator_is_asked_for_after_set_up(app, session, sign_in, client):
    user = UserFactory()
    browser = sign_in(user)
    page = browser.post("/staff/tf-setup", data={"setup": "authenticator"}).text
    address = re.search(r'action="([^"]*tf-setup/[^"]+)"', page)[1]
    key = re.search(r"<div class=.breaks.>\s*([A-Z2-7 -]{16,})\s*</div>", page)[1]
    token = TOTP(key.strip()).generate().token
    browser.post(address, data={"code": token})
    session.expire_all()
    assert session.get(User, user.id).tf_primary_method == "authenticator"
    page = client.post(
        "/staff/sign-in", data={"email": user.email, "password": PASSWORD}, follow_redirects=True
    )
    assert client.get("/staff/").status_code == 302
    assert "tf-validate" in page.text


def test_every_page_of_the_account_is_in_our_layout(sign_in):
    browser = sign_in()
    for path in ("password", "tf-setup", "mf-recovery-codes"):
        page = browser.get(f"/staff/{path}")
        assert page.status_code == 200, path
        assert 'class="skip-link"' in page.text
