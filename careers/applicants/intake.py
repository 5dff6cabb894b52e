"""From a filled-in form to an application with its frozen journey.

A draft holds what a candidate typed and sent while the form is not finished. Its key is the form's key: sending
the same form twice finds the first application.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.applicants import documents, queries, summary
from careers.applicants.models import (
    Application,
    ApplicationDraft,
    Candidate,
    ConsentTier,
    Document,
    DocumentKind,
    Journey,
    JourneyTouch,
    StageChange,
    StageKind,
)
from careers.clock import local_date
from careers.locks import one_at_a_time
from careers.openings.models import Opening
from careers.tracking import consent
from careers.tracking.models import Link

LOOK_BACK = timedelta(days=90)
FORGET_DRAFTS_AFTER = timedelta(days=1)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class OpeningClosed(ValueError):
    """The opening takes no applications any more."""


class DraftGone(LookupError):
    """Nothing is known of this form: it was never filled in, or forgotten after a day."""


def save_draft(
    session: Session, key: str, opening: Opening, link: Link | None, answers: Mapping[str, Any], at: datetime
) -> ApplicationDraft:
    """Keep what was typed under the form's key, replacing what was kept before."""
    draft = queries.draft_by_key(session, key)
    if draft is None:
        draft = ApplicationDraft(key=key, opening=opening, link=link, opened_at=at)
        session.add(draft)
    draft.answers, draft.changed_at = dict(answers), at
    session.flush()
    return draft


def attach(
    session: Session, folder: Path, draft: ApplicationDraft, kind: DocumentKind, file: documents.CheckedFile
) -> Document:
    """Keep a checked file with a draft; of every kind but "other" the newest one replaces the one before."""
    if kind is not DocumentKind.OTHER:
        detach(session, folder, [d for d in queries.documents_of_draft(session, draft) if d.kind is kind])
    row = Document(
        kind=kind,
        draft_id=draft.id,
        file_name=file.name,
        stored_name=documents.keep(folder, file),
        media_type=file.media_type,
        size=len(file.content),
        sha256=file.sha256,
    )
    session.add(row)
    session.flush()
    return row


def detach(session: Session, folder: Path, rows: list[Document]) -> None:
    """Remove files that were not sent yet."""
    for row in rows:
        documents.forget(folder, row.stored_name)
        session.delete(row)
    session.flush()


def submit(  # noqa: PLR0913  the facts of one request
    session: Session,
    key: str,
    language: str,
    at: datetime,
    zone: str = "Europe/Paris",
    visitor: str | None = None,
) -> tuple[Application, bool]:
    """Turn a draft into an application; return it, and whether it is new. Days are those of `zone`.

    A `visitor` is a browser that agreed to be recognised: its earlier touches join the journey.

    The same form sent again gives the first application. Raises OpeningClosed, or DraftGone when there is neither.
    """
    draft = queries.draft_by_key(session, key, lock=True)
    earlier = queries.application_of_form(session, key)
    if earlier is not None:
        return earlier, False
    if draft is None:
        raise DraftGone(key)
    if not draft.opening.is_open(local_date(at, zone)):
        raise OpeningClosed(draft.opening.reference)
    application = _application_from(session, draft, language, at)
    _freeze_journey(session, draft, application, at, visitor)
    summary.refresh(session, application)
    for row in queries.documents_of_draft(session, draft):
        row.draft_id, row.application_id = None, application.id
    session.flush()
    session.delete(draft)
    audit.record(session, None, "application.received", application)
    return application, True


def _application_from(session: Session, draft: ApplicationDraft, language: str, at: datetime) -> Application:
    answers = draft.answers
    stage = queries.first_stage(session, StageKind.RECEIVED)
    application = Application(
        reference=_free_reference(session),
        form_key=draft.key,
        candidate=_candidate(session, answers, at),
        opening=draft.opening,
        stage=stage,
        stage_since=at,
        received_at=at,
        message=answers.get("message", ""),
        language=language,
        talent_pool=bool(answers.get("talent_pool")),
        link=draft.link,
        declared_sources=list(answers.get("sources", [])),
        declared_other=answers.get("source_other", ""),
    )
    session.add(application)
    session.flush()
    session.add(StageChange(application=application, to_stage=stage, at=at))
    session.flush()
    return application


def _candidate(session: Session, answers: Mapping[str, Any], at: datetime) -> Candidate:
    """Return the person with this mail address, known or new; a known name is not overwritten by a form."""
    email = str(answers["email"]).strip().lower()
    one_at_a_time(session, f"candidate {email}")
    known = session.scalars(select(Candidate).where(func.lower(Candidate.email) == email)).first()
    if known is None:
        known = Candidate(email=email, created_at=at)
        known.first_name, known.last_name = answers["first_name"], answers["last_name"]
        session.add(known)
    known.phone = answers.get("phone", "") or known.phone
    session.flush()
    return known


def _freeze_journey(
    session: Session, draft: ApplicationDraft, application: Application, at: datetime, visitor: str | None
) -> None:
    """Store the touches as they are known now; no later visit changes them."""
    touches = consent.touches_of(session, visitor, at - LOOK_BACK, at) if visitor else []
    if draft.link_id and not any(link == draft.link_id for link, _at in touches[-1:]):
        touches.append((draft.link_id, draft.opened_at))
    known = ConsentTier.CONSENTED if visitor else ConsentTier.LINK if touches else ConsentTier.NONE
    journey = Journey(application=application, tier=known, window_days=LOOK_BACK.days, frozen_at=at)
    session.add(journey)
    session.flush()
    for position, (link_id, touched_at) in enumerate(sorted(touches, key=lambda touch: touch[1]), 1):
        session.add(JourneyTouch(journey=journey, position=position, link_id=link_id, at=touched_at))
    session.flush()


def _free_reference(session: Session) -> str:
    """Return a reference that can be read out on the telephone and that nobody has yet."""
    while True:
        reference = "C-" + "".join(secrets.choice(_LETTERS) for _place in range(7))
        if session.scalar(select(Application.id).where(Application.reference == reference)) is None:
            return reference


def forget_drafts(session: Session, folder: Path, at: datetime) -> int:
    """Remove drafts, with their files, that nobody touched for a day; return how many."""
    old = queries.drafts_untouched_since(session, at - FORGET_DRAFTS_AFTER)
    for draft in old:
        detach(session, folder, queries.documents_of_draft(session, draft))
        session.delete(draft)
    session.flush()
    return len(old)
