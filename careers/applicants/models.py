"""Candidates, applications with frozen journeys, stages, documents and notes."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.columns import line, primary_key, prose, public_key, short
from careers.extensions import Base
from careers.openings.models import Opening
from careers.tracking.models import Link


class StageKind(enum.StrEnum):
    """What a stage means to reports, whatever an employer calls it."""

    RECEIVED = "received"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentTier(enum.StrEnum):
    """How much a journey may know: nothing, the link that was followed, or earlier visits too."""

    NONE = "none"
    LINK = "link"
    CONSENTED = "consented"


class DocumentKind(enum.StrEnum):
    """What a document is."""

    CV = "cv"
    COVER_LETTER = "cover_letter"
    DIPLOMA = "diploma"
    REGISTRATION = "registration"
    OTHER = "other"


class Candidate(Base):
    """A person. After erasure only the row remains, without anything that names them."""

    __tablename__ = "candidate"

    id: Mapped[primary_key]
    key: Mapped[public_key]
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    first_name: Mapped[line] = mapped_column(default="")
    last_name: Mapped[line] = mapped_column(default="")
    phone: Mapped[short] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Stage(Base):
    """A step of the hiring pipeline. An empty name shows the standard name of its kind."""

    __tablename__ = "stage"

    id: Mapped[primary_key]
    kind: Mapped[StageKind]
    name: Mapped[line] = mapped_column(default="")
    position: Mapped[int]
    archived_at: Mapped[datetime | None]


class Application(Base):
    """One person's application to one opening, with the source that was tracked and those declared."""

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_opening_stage", "opening_id", "stage_id"),)

    id: Mapped[primary_key]
    key: Mapped[public_key]
    reference: Mapped[short] = mapped_column(unique=True)
    # The key of the form that was sent: a second submit of the same form finds the first application.
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    stage_since: Mapped[datetime] = mapped_column(default=now)
    received_at: Mapped[datetime] = mapped_column(default=now, index=True)
    message: Mapped[prose] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(8), default="fr")
    talent_pool: Mapped[bool] = mapped_column(default=False)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id"), index=True)
    declared_sources: Mapped[list[str]] = mapped_column(default=list)
    declared_other: Mapped[line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    candidate: Mapped[Candidate] = relationship(lazy="joined")
    opening: Mapped[Opening] = relationship()
    stage: Mapped[Stage] = relationship(lazy="joined")
    link: Mapped[Link | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.reference


class StageChange(Base):
    """A recorded move. An undone move stays, with the time at which it was undone."""

    __tablename__ = "stage_change"
    __table_args__ = (Index("ix_stage_change_application_at", "application_id", "at"),)

    id: Mapped[primary_key]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    from_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    to_stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    from_stage: Mapped[Stage | None] = relationship(foreign_keys=[from_stage_id])
    to_stage: Mapped[Stage] = relationship(foreign_keys=[to_stage_id])
    actor: Mapped[User | None] = relationship()


class Journey(Base):
    """The touches before one application, frozen when it was received."""

    __tablename__ = "journey"

    id: Mapped[primary_key]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    tier: Mapped[ConsentTier]
    window_days: Mapped[int] = mapped_column(default=90)
    frozen_at: Mapped[datetime] = mapped_column(default=now)

    application: Mapped[Application] = relationship()


class JourneyTouch(Base):
    """One touch of a frozen journey, in its order."""

    __tablename__ = "journey_touch"
    __table_args__ = (UniqueConstraint("journey_id", "position", name="uq_journey_touch_position"),)

    id: Mapped[primary_key]
    journey_id: Mapped[int] = mapped_column(ForeignKey("journey.id"))
    position: Mapped[int]
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), index=True)
    at: Mapped[datetime]

    journey: Mapped[Journey] = relationship()
    link: Mapped[Link] = relationship()


class ApplicationDraft(Base):
    """What a candidate has filled in but not yet sent; forgotten after a day."""

    __tablename__ = "application_draft"

    id: Mapped[primary_key]
    key: Mapped[public_key]
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, index=True)

    opening: Mapped[Opening] = relationship()
    link: Mapped[Link | None] = relationship()


class Document(Base):
    """An uploaded file: stored under a random name outside the web root."""

    __tablename__ = "document"

    id: Mapped[primary_key]
    key: Mapped[public_key]
    kind: Mapped[DocumentKind]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("application_draft.id"), index=True)
    file_name: Mapped[line]
    stored_name: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[short]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)

    application: Mapped[Application | None] = relationship()


class Note(Base):
    """What a recruiter wrote about an application; the candidate has a right to read it."""

    __tablename__ = "note"

    id: Mapped[primary_key]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    body: Mapped[prose]
    created_at: Mapped[datetime] = mapped_column(default=now)

    application: Mapped[Application] = relationship()
    author: Mapped[User] = relationship()
