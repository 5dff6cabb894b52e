"""Candidates and applications."""

import secrets

import factory

from careers.applicants.models import (
    Application,
    Candidate,
    ConsentTier,
    Journey,
    JourneyTouch,
    Stage,
    StageKind,
)
from careers.clock import now
from careers.demo.factories.core import Factory
from careers.demo.factories.openings import OpeningFactory
from careers.extensions import db


def stage_of(kind: StageKind) -> Stage:
    """Return the seeded stage of a kind."""
    return db.session.query(Stage).filter_by(kind=kind).order_by(Stage.position).first()  # type: ignore[return-value]


class CandidateFactory(Factory):
    """A fictional person."""

    class Meta:
        """Model."""

        model = Candidate

    first_name = factory.Faker("first_name", locale="fr_FR")
    last_name = factory.Faker("last_name", locale="fr_FR")
    email = factory.Sequence(lambda n: f"candidate{n}@mail.example")
    phone = "06 00 00 00 00"


class ApplicationFactory(Factory):
    """An application that was just received, without a tracked source."""

    class Meta:
        """Model."""

        model = Application

    candidate = factory.SubFactory(CandidateFactory)
    opening = factory.SubFactory(OpeningFactory)
    stage = factory.LazyFunction(lambda: stage_of(StageKind.RECEIVED))
    reference = factory.Sequence(lambda n: f"C-{n:06d}")
    form_key = factory.LazyFunction(lambda: secrets.token_urlsafe(16))
    received_at = factory.LazyFunction(now)
    stage_since = factory.SelfAttribute("received_at")


class JourneyFactory(Factory):
    """A journey that knows only the link that was followed."""

    class Meta:
        """Model."""

        model = Journey

    application = factory.SubFactory(ApplicationFactory)
    tier = ConsentTier.LINK
    frozen_at = factory.LazyFunction(now)


class JourneyTouchFactory(Factory):
    """One touch."""

    class Meta:
        """Model."""

        model = JourneyTouch

    journey = factory.SubFactory(JourneyFactory)
    position = factory.Sequence(lambda n: n)
    at = factory.LazyFunction(now)
