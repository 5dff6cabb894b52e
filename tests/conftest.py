"""Fixtures that nearly every test uses; what one file needs lives in that file."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from careers.accounts.models import User
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.extensions import db
from tests import databases

SignIn = Callable[..., FlaskClient]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def built_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application on each of the two databases, migrated once per worker."""
    return databases.build(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture
def app(built_app: Flask) -> Iterator[Flask]:
    """The application inside a context, on an empty database."""
    with built_app.app_context():
        databases.empty(built_app)
        yield built_app
        db.session.remove()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session of the test; commit before a request is to see anything."""
    return db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Return a client signed in as a new member of staff: `sign_in(role="viewer")`, or as `sign_in(user)`."""

    def as_person(user: User | None = None, **attributes: Any) -> FlaskClient:
        user = user or UserFactory(**attributes)
        db.session.commit()
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie.update(_user_id=user.fs_uniquifier, _fresh=True, fs_cc="set", fs_paa=now().timestamp())
        return client

    return as_person
