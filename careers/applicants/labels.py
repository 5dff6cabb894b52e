"""What stages, documents and declared sources are called on screen."""

from flask import Flask
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from careers.applicants.models import Candidate, ConsentTier, DocumentKind, Stage, StageKind

STAGES: dict[StageKind, LazyString] = {
    StageKind.RECEIVED: _l("Received"),
    StageKind.SHORTLISTED: _l("Shortlisted"),
    StageKind.INTERVIEW: _l("Interview"),
    StageKind.OFFER: _l("Offer made"),
    StageKind.HIRED: _l("Hired"),
    StageKind.REFUSED: _l("Refused"),
    StageKind.WITHDRAWN: _l("Withdrawn"),
}

TONES: dict[StageKind, str] = {
    StageKind.RECEIVED: "info",
    StageKind.SHORTLISTED: "warm",
    StageKind.INTERVIEW: "warm",
    StageKind.OFFER: "warm",
    StageKind.HIRED: "good",
    StageKind.REFUSED: "neutral",
    StageKind.WITHDRAWN: "neutral",
}

DOCUMENTS: dict[DocumentKind, LazyString] = {
    DocumentKind.CV: _l("CV"),
    DocumentKind.COVER_LETTER: _l("Cover letter"),
    DocumentKind.DIPLOMA: _l("Diploma"),
    DocumentKind.REGISTRATION: _l("Registration with the professional body"),
    DocumentKind.OTHER: _l("Other document"),
}

TIERS: dict[ConsentTier, LazyString] = {
    ConsentTier.NONE: _l("No tracked link was followed."),
    ConsentTier.LINK: _l("Only the link that led to the form is known; nothing was stored on the device."),
    ConsentTier.CONSENTED: _l("The candidate agreed that earlier visits count too."),
}

# The answers to "Where did you see this job?"; the keys are those of the networks, and three of their own.
SOURCES: dict[str, LazyString] = {
    "linkedin": _l("LinkedIn"),
    "facebook": _l("Facebook"),
    "instagram": _l("Instagram"),
    "x": _l("X (Twitter)"),
    "snapchat": _l("Snapchat"),
    "youtube": _l("YouTube"),
    "newsletter": _l("Newsletter"),
    "job_board": _l("A job board (Choisir le service public, France Travail …)"),
    "poster": _l("A poster or a fair"),
    "word_of_mouth": _l("Somebody told me"),
    "website": _l("The employer's website"),
    "search": _l("A search engine"),
    "other": _l("Somewhere else"),
}


def stage_text(stage: Stage) -> str:
    """Return the employer's own name of a stage, else the standard name of its kind."""
    return stage.name or str(STAGES[stage.kind])


def person_text(candidate: Candidate) -> str:
    """Return the name of a person; after erasure there is none."""
    return str(candidate) or _("Erased candidate")


def source_texts(codes: list[str]) -> str:
    """Return declared sources as a list that people read; an unknown code shows itself."""
    return ", ".join(str(SOURCES.get(code, code)) for code in codes)


def install(app: Flask) -> None:
    """Make the texts known to templates."""
    app.jinja_env.filters.update(stage_text=stage_text, source_texts=source_texts, person=person_text)
    app.jinja_env.globals.update(STAGE_TONES=TONES, DOCUMENT_TEXTS=DOCUMENTS, TIER_TEXTS=TIERS)
