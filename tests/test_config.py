"""Settings start on a laptop and refuse an unsafe production."""

import pytest
from pydantic import ValidationError

from careers.config import Config

SAFE = {"environment": "production", "secret_key": "k" * 40, "trusted_hosts": "jobs.example.org"}


def configured(**values) -> Config:
    return Config(_env_file=None, **values)


def test_laptop_needs_no_setting():
    assert configured().sqlalchemy_url.startswith("sqlite:///")


def test_safe_production_starts():
    assert configured(**SAFE).hosts == ["jobs.example.org"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"secret_key": "change-me-before-anyone-else-can-reach-this"}, "CAREERS_SECRET_KEY"),
        ({"secret_key": "short"}, "CAREERS_SECRET_KEY"),
        ({"trusted_hosts": " , "}, "CAREERS_TRUSTED_HOSTS"),
        ({"debug": True}, "CAREERS_DEBUG"),
    ],
    ids=["default key", "short key", "no host", "debug"],
)
def test_unsafe_production_is_refused_with_the_setting(change, name):
    with pytest.raises(ValidationError, match=name):
        configured(**SAFE | change)


def test_setting_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("CAREERS_PORT", "9001")
    assert configured().port == 9001
