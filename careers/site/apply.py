"""How the application form hangs together without a cookie: signed keys, kept files, prefilled source."""

from collections.abc import Iterable
from typing import Any

from flask import current_app
from flask_babel import LazyString
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.applicants import documents, intake
from careers.applicants import queries as applicants
from careers.applicants.labels import SOURCES
from careers.applicants.models import ApplicationDraft, Document, DocumentKind
from careers.campaigns.models import Channel, Post
from careers.columns import random_key
from careers.openings.models import Opening
from careers.tracking.models import Link
from careers.web.forms import add_error


def _signer() -> URLSafeSerializer:
    config = current_app.config
    keys = [*(config["SECRET_KEY_FALLBACKS"] or []), config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="application-form")


def new_form_key(opening: Opening) -> str:
    """Return a signed, random key for one form of one opening."""
    return str(_signer().dumps([random_key(), opening.id]))


def key_of(form_key: str, opening: Opening) -> str | None:
    """Return the random key inside a form's signed key; None if it is not ours or another opening's."""
    try:
        key, opening_id = _signer().loads(form_key)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(key) if opening_id == opening.id else None


def prefilled_sources(session: Session, link: Link | None) -> list[str]:
    """Return the answer that the followed link suggests to "Where did you see this job?"."""
    if link is None:
        return []
    network = session.scalar(
        select(Channel.network).join(Post, Post.channel_id == Channel.id).where(Post.link == link)
    )
    return [network.value] if network is not None and network.value in SOURCES else []


def take_files(session: Session, draft: ApplicationDraft, fields: Iterable[Any]) -> list[Document]:
    """Check and keep each file that was sent; a refusal becomes the field's error. Return what is kept."""
    config = current_app.config["CAREERS"]
    for field in fields:
        if not (field.data and field.data.filename):
            continue
        try:
            checked = documents.check_file(field.data.filename, field.data.stream, config.upload_limit)
            intake.attach(session, config.uploads, draft, DocumentKind(field.name), checked)
        except documents.FileRefused as refusal:
            add_error(field, refusal.message)
    return applicants.documents_of_draft(session, draft)


def require_cv(kept: list[Document], field: Any, message: LazyString) -> None:
    """Put an error beside the CV field unless a CV is kept or another error stands there already."""
    if not field.errors and not any(row.kind is DocumentKind.CV for row in kept):
        add_error(field, message)
