"""Signed links in mails: one thing, one person, one answer. They open a page that asks; only its button does it."""

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from careers.reminders.models import Rule

ACTS = ("later", "done")
LASTS = 30 * 86_400  # seconds


@dataclass(frozen=True)
class Asked:
    """What a link asks for."""

    person_id: int
    rule: Rule
    subject_id: int
    act: str


def _signer() -> URLSafeTimedSerializer:
    config = current_app.config
    keys = [*(config["SECRET_KEY_FALLBACKS"] or []), config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="reminder-link")


def token(asked: Asked) -> str:
    """Return the signed text that a link carries."""
    return str(_signer().dumps([asked.person_id, asked.rule.value, asked.subject_id, asked.act]))


def read(text: str) -> Asked | None:
    """Return what a link asks for; None if it is not ours or older than 30 days."""
    try:
        person_id, rule, subject_id, act = _signer().loads(text, max_age=LASTS)
        return Asked(person_id, Rule(rule), subject_id, act) if act in ACTS else None
    except (BadSignature, ValueError, TypeError):
        return None
