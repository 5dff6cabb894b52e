"""200 applications with their journeys, and how far each has come."""

from datetime import datetime, timedelta
from random import Random

from faker import Faker
from sqlalchemy.orm import Session

from careers.accounts.models import User
from careers.applicants.models import Application, Candidate, ConsentTier, Note, Stage, StageChange, StageKind
from careers.demo.factories.applicants import (
    ApplicationFactory,
    CandidateFactory,
    JourneyFactory,
    JourneyTouchFactory,
    stage_of,
)
from careers.demo.posts import Told
from careers.openings.models import Opening, OpeningState

WAY = (StageKind.SHORTLISTED, StageKind.INTERVIEW, StageKind.OFFER, StageKind.HIRED)
# Chances to get beyond each stage, once there was time for it.
GOES_ON = (0.55, 0.6, 0.45, 0.75)


def applications(
    session: Session, chance: Random, at: datetime, told: list[Told], openings: list[Opening], recruiter: User
) -> None:
    """Make 200 applications: seven in ten through one or several tracked links, the others unknown."""
    faker = Faker("fr_FR")
    faker.seed_instance(chance.randint(0, 10**6))
    stages = {kind: stage_of(kind) for kind in StageKind}
    touched = [one for one in told if one.clicks]
    weights = [len(one.clicks) for one in touched]
    live = [one for one in openings if one.state is not OpeningState.DRAFT and one.published_at]
    with session.no_autoflush:
        for n in range(200):
            source = chance.choices(touched, weights)[0] if n % 10 < 7 else None
            person = _person(faker, n)
            opening = source.post.opening if source and source.post.opening else chance.choice(live)
            received = _received(chance, at, source, opening)
            application = _application(chance, n, person, opening, received, source)
            _journey(chance, application, source, touched, received)
            _history(session, chance, at, application, stages, recruiter)


def _person(faker: Faker, n: int) -> Candidate:
    first, last = faker.first_name(), faker.last_name()
    return CandidateFactory(
        first_name=first, last_name=last, email=f"candidat{n}@mail.example", phone="06 00 00 00 00"
    )


def _received(chance: Random, at: datetime, source: Told | None, opening: Opening) -> datetime:
    if source is not None:
        return min(
            chance.choice(source.clicks) + timedelta(minutes=chance.randint(4, 2000)),
            at - timedelta(minutes=5),
        )
    begins = opening.published_at or at - timedelta(days=30)
    return begins + (at - begins) * chance.random()


def _application(
    chance: Random, n: int, person: Candidate, opening: Opening, received: datetime, source: Told | None
) -> Application:
    said = [source.post.channel.network.value] if source and chance.random() < 0.8 else []
    if chance.random() < 0.25:
        said.append(chance.choice(("website", "word_of_mouth", "job_board", "search")))
    return ApplicationFactory(
        candidate=person,
        opening=opening,
        reference=f"C-DEMO{n:03d}",
        form_key=f"demo-{n}",
        received_at=received,
        link_id=source.post.link_id if source else None,
        declared_sources=said,
        talent_pool=chance.random() < 0.4,
        message="Votre annonce m'a donné envie d'en savoir plus." if chance.random() < 0.4 else "",
    )


def _journey(
    chance: Random, application: Application, source: Told | None, touched: list[Told], received: datetime
) -> None:
    earlier: list[tuple[datetime, int | None]] = []
    if source is not None and chance.random() < 0.35:
        for other in chance.sample(touched, chance.randint(1, 3)):
            earlier += [(t, other.post.link_id) for t in other.clicks if t < received][:1]
    tier = ConsentTier.NONE if source is None else ConsentTier.CONSENTED if earlier else ConsentTier.LINK
    journey = JourneyFactory(application=application, tier=tier, frozen_at=received)
    if source is not None:
        last = received - timedelta(minutes=4)
        touches = [*sorted(t for t in earlier if t[0] < last), (last, source.post.link_id)]
        for position, (time, link_id) in enumerate(touches, 1):
            JourneyTouchFactory(journey=journey, position=position, at=time, link_id=link_id)


def _history(
    session: Session,
    chance: Random,
    at: datetime,
    application: Application,
    stages: dict[StageKind, Stage],
    who: User,
) -> None:
    """Move an application on as far as time and chance allow; some are refused or withdrawn on the way."""
    time, here = application.received_at, application.stage
    session.add(StageChange(application=application, to_stage=here, at=time))
    for kind, odds in zip(WAY, GOES_ON, strict=True):
        time += timedelta(days=chance.uniform(2, 8))
        if time >= at:
            break
        if chance.random() > odds:
            kind = chance.choices((StageKind.REFUSED, StageKind.WITHDRAWN, StageKind.RECEIVED), (6, 1, 4))[0]
        if kind is StageKind.RECEIVED:
            break
        actor = None if kind is StageKind.WITHDRAWN else who
        session.add(
            StageChange(application=application, from_stage=here, to_stage=stages[kind], actor=actor, at=time)
        )
        here = stages[kind]
        application.stage, application.stage_since = here, time
        if kind in {StageKind.REFUSED, StageKind.WITHDRAWN}:
            break
        if kind is StageKind.INTERVIEW:
            session.add(
                Note(
                    application=application,
                    author=who,
                    body="Bon échange, disponible au printemps.",
                    created_at=time,
                )
            )
