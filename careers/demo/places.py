"""The fictional employer: its staff, workplaces, openings and channels."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from careers.accounts import queries as employer
from careers.accounts.models import Role, User
from careers.campaigns.models import Channel, Network
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.campaigns import ChannelFactory
from careers.demo.factories.openings import OpeningFactory, WorkplaceFactory
from careers.demo.jobs import DOCTOR, OTHERS, TOWNS, Job
from careers.openings.models import Opening, OpeningState, Workplace

STAFF: tuple[tuple[str, str, Role], ...] = (
    ("admin", "Alix Martin", Role.ADMINISTRATOR),
    ("rh", "Rachel Humbert", Role.RECRUITER),
    ("com", "Camille Orsini", Role.COMMUNICATIONS),
    ("medecin", "Dr Marc Lefort", Role.HIRING_MANAGER),
    ("elus", "Valérie Dumont", Role.VIEWER),
)
DOMAIN = "val-darbois.example"
EMPLOYER = {
    "is_demo": True,
    "name": "Département du Val-d'Arbois",
    "street": "17 rue des États",
    "postal_code": "39000",
    "city": "Montreval",
    "website": "https://www.val-darbois.example",
    "contact_email": "recrutement@val-darbois.example",
    "contact_phone": "03 84 00 00 00",
    "privacy_officer": "Déléguée à la protection des données",
    "privacy_email": "dpo@val-darbois.example",
    "presentation": "Le Département du Val-d'Arbois, ce sont **2 300 agents** au service de 260 000 habitants : "
    "routes, collèges, action sociale et un centre de santé sur huit sites.",
}

CHANNELS: tuple[tuple[str, Network, str, str, str], ...] = (
    (
        "LinkedIn – page Carrières",
        Network.LINKEDIN,
        "linkedin",
        "social",
        "Métiers, équipes, offres. Vouvoiement, deux paragraphes, une photo d'agents.",
    ),
    (
        "Facebook du Département",
        Network.FACEBOOK,
        "facebook",
        "social",
        "Vie du Département et des habitants. Une offre par semaine au plus.",
    ),
    (
        "Instagram",
        Network.INSTAGRAM,
        "instagram",
        "social",
        "Attractivité : paysages, portraits, stories de métiers.",
    ),
    ("X – presse", Network.X, "twitter", "social", "Presse et partenaires. Une phrase, un chiffre."),
    ("Snapchat", Network.SNAPCHAT, "snapchat", "social", "Jeunes et apprentis. Stories du matin."),
    ("YouTube", Network.YOUTUBE, "youtube", "social", "Films métiers de deux minutes."),
    ("Lettre aux maires", Network.NEWSLETTER, "newsletter", "email", "Chaque premier mardi du mois."),
    ("Affiches et salons", Network.POSTER, "poster", "offline", "Code QR sur affiche A3, salons étudiants."),
)


def staff(session: Session) -> dict[str, User]:
    """Make the employer and one member of staff per role."""
    for name, value in EMPLOYER.items():
        setattr(employer.organisation(session), name, value)
    return {
        key: UserFactory(email=f"{key}@{DOMAIN}", name=name, role=role, language="fr")
        for key, name, role in STAFF
    }


def workplaces() -> list[Workplace]:
    """Make the eight sites of the health centre and two other places of work."""
    sites: list[Workplace] = [
        WorkplaceFactory(
            name=f"Centre de santé – site de {town}",
            city=town,
            postal_code=code,
            street="2 place de la Mairie",
        )
        for town, code in TOWNS
    ]
    others: list[Workplace] = [
        WorkplaceFactory(
            name="Hôtel du Département", city="Montreval", postal_code="39010", street="17 rue des États"
        ),
        WorkplaceFactory(
            name="Collège Bel-Air", city="Pont-sur-Loue", postal_code="39380", street="4 rue du Collège"
        ),
    ]
    return sites + others


def channels() -> list[Channel]:
    """Make the six networks, the newsletter and the posters."""
    return [
        ChannelFactory(
            name=name,
            network=network,
            slug=source,
            utm_source=source,
            organic_medium=medium,
            editorial_line=line,
            paid_medium=f"paid_{medium}",
            address=f"https://{source}.example/val-darbois",
        )
        for name, network, source, medium, line in CHANNELS
    ]


def openings(chance: Random, at: datetime, places: list[Workplace], people: dict[str, User]) -> list[Opening]:
    """Make 30 openings, ten of them for general practitioners, in every state of their life."""
    made = []
    for n in range(30):
        job = DOCTOR if n < 10 else OTHERS[n % len(OTHERS)]
        place = places[n % 8] if job.department == DOCTOR.department else places[8 + n % 2]
        made.append(_opening(chance, at, n, job, place, people))
    return made


def _state(n: int) -> OpeningState:
    special = {
        7: OpeningState.FILLED,
        8: OpeningState.CLOSED,
        9: OpeningState.DRAFT,
        26: OpeningState.CANCELLED,
        27: OpeningState.FILLED,
        28: OpeningState.CLOSED,
        29: OpeningState.SCHEDULED,
        22: OpeningState.FILLED,
    }
    return special.get(n, OpeningState.PUBLISHED)


def _opening(
    chance: Random, at: datetime, n: int, job: Job, place: Workplace, people: dict[str, User]
) -> Opening:
    state, age = _state(n), chance.randint(20, 60)
    is_out = state not in {OpeningState.DRAFT, OpeningState.SCHEDULED}
    published = at - timedelta(days=age if state is OpeningState.PUBLISHED else 62) if is_out else None
    closes = at.date() + timedelta(days=chance.randint(3, 45) if state is OpeningState.PUBLISHED else 40)
    if state in {OpeningState.CLOSED, OpeningState.FILLED}:
        closes = at.date() - timedelta(days=chance.randint(3, 15))
    slug = job.title.split(" ou ")[0].lower().translate(str.maketrans("éèàç' ", "eeac--"))
    return OpeningFactory(
        reference=f"VDA-{at.year}-{n + 1:03d}",
        slug=f"vda-{at.year}-{n + 1:03d}-{slug}",
        title=job.title,
        summary=job.summary,
        department=job.department,
        missions="\n".join(f"- {m}" for m in job.missions),
        profile="\n".join(f"- {p}" for p in job.profile),
        category=job.category,
        corps=job.corps,
        grades=job.grades,
        contract=job.contract,
        contract_months=job.months,
        salary_min_cents=job.low,
        salary_max_cents=job.high,
        workplace=place,
        state=state,
        published_at=published,
        publish_on=at.date() + timedelta(days=6)
        if state is OpeningState.SCHEDULED
        else (published and published.date()),
        closes_on=closes,
        closed_at=at if state in {OpeningState.CLOSED, OpeningState.FILLED} else None,
        vacancy_date=at.date() + timedelta(days=60),
        hiring_manager=people["medecin"] if n < 12 else None,
        created_by=people["rh"],
        created_at=at - timedelta(days=70),
        recruiting_authority="Département du Val-d'Arbois",
        **{"occupation": job.title, **job.more},
    )
