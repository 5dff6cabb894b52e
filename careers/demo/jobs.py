"""What the fictional département recruits for."""

from dataclasses import dataclass, field
from typing import Any

from careers.openings.models import Category, Contract, SalaryPeriod, Telework


@dataclass(frozen=True)
class Job:
    """One kind of job; salary in cents per month."""

    title: str
    department: str
    summary: str
    missions: tuple[str, ...]
    profile: tuple[str, ...]
    low: int
    high: int
    category: Category = Category.A
    corps: str = "Attachés territoriaux"
    grades: str = "Attaché, attaché principal"
    contract: Contract = Contract.TENURED_OR_CONTRACT
    months: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


DOCTOR = Job(
    "Médecin généraliste",
    "Centre de santé départemental",
    "Soigner en équipe, sans cabinet à gérer : le Département salarie ses médecins et s'occupe du reste.",
    (
        "Consultations de médecine générale sur rendez-vous, 20 minutes par patient",
        "Visites à domicile et en EHPAD, une demi-journée par semaine",
        "Réunion d'équipe hebdomadaire avec l'infirmière de coordination",
        "Accueil d'internes pour les médecins maîtres de stage",
    ),
    (
        "Docteur en médecine, qualification en médecine générale",
        "Inscription au tableau de l'Ordre",
        "Goût du travail en équipe",
    ),
    520_000,
    740_000,
    corps="Médecins territoriaux",
    grades="Médecin de 2e classe, 1re classe, hors classe",
    contract=Contract.FIXED_TERM,
    months=36,
    more={
        "occupation": "Médecin",
        "documents_asked": ["cv", "diploma", "registration"],
        "benefits": "- Temps plein ou partiel, 35 h par semaine\n- Secrétariat sur place\n- Aide à l'installation",
        "special_conditions": "Diplôme de docteur en médecine et inscription à l'Ordre des médecins.",
    },
)

OTHERS: tuple[Job, ...] = (
    Job(
        "Infirmière ou infirmier de coordination",
        "Centre de santé départemental",
        "Faire le lien entre patients, médecins et hôpital.",
        (
            "Suivi des patients chroniques",
            "Coordination avec les services à domicile",
            "Éducation thérapeutique",
        ),
        ("Diplôme d'État d'infirmier", "Deux ans d'expérience"),
        245_000,
        320_000,
        corps="Infirmiers territoriaux en soins généraux",
        grades="Classe normale, hors classe",
    ),
    Job(
        "Secrétaire médicale ou secrétaire médical",
        "Centre de santé départemental",
        "Premier visage du centre de santé.",
        ("Accueil et agenda", "Tiers payant", "Gestion des dossiers"),
        ("Bac médico-social", "Sens de l'accueil"),
        198_000,
        235_000,
        category=Category.B,
        corps="Rédacteurs territoriaux",
        grades="Rédacteur",
    ),
    Job(
        "Assistante sociale ou assistant social",
        "Action sociale territoriale",
        "Accompagner les habitants dans leurs droits.",
        ("Accueil social de proximité", "Protection de l'enfance", "Travail en réseau"),
        ("Diplôme d'État d'assistant de service social", "Permis B"),
        225_000,
        295_000,
        corps="Assistants territoriaux socio-éducatifs",
        grades="Assistant socio-éducatif",
    ),
    Job(
        "Sage-femme de PMI",
        "Protection maternelle et infantile",
        "Suivre les grossesses et les premiers mois.",
        ("Consultations prénatales", "Visites à domicile", "Entretiens prénataux"),
        ("Diplôme d'État de sage-femme",),
        285_000,
        390_000,
        corps="Sages-femmes territoriales",
        grades="Classe normale, hors classe",
        contract=Contract.FIXED_TERM,
        months=12,
    ),
    Job(
        "Agente ou agent d'exploitation des routes",
        "Direction des routes",
        "Entretenir 3 400 km de routes, été comme hiver.",
        ("Entretien des chaussées", "Viabilité hivernale", "Signalisation"),
        ("Permis C souhaité", "Aptitude aux astreintes"),
        188_000,
        215_000,
        category=Category.C,
        corps="Adjoints techniques territoriaux",
        grades="Adjoint technique",
    ),
    Job(
        "Cheffe ou chef de projet numérique",
        "Direction du numérique",
        "Rendre les démarches simples pour les habitants.",
        ("Conduite de projets", "Ateliers avec les usagers", "Suivi des prestataires"),
        ("Expérience de la conduite de projet", "Culture de l'accessibilité"),
        290_000,
        380_000,
        corps="Ingénieurs territoriaux",
        grades="Ingénieur, ingénieur principal",
        more={"telework": Telework.POSSIBLE},
    ),
    Job(
        "Cuisinière ou cuisinier de collège",
        "Direction des collèges",
        "420 repas par jour, produits du Val.",
        ("Production des repas", "Lutte contre le gaspillage", "Hygiène HACCP"),
        ("CAP cuisine",),
        186_000,
        210_000,
        category=Category.C,
        corps="Adjoints techniques territoriaux des établissements d'enseignement",
        grades="Adjoint technique",
    ),
    Job(
        "Archiviste",
        "Archives départementales",
        "Neuf siècles de papier, et la suite en numérique.",
        ("Collecte et classement", "Archivage électronique", "Accueil du public"),
        ("Master d'archivistique",),
        240_000,
        310_000,
        corps="Attachés territoriaux de conservation du patrimoine",
        grades="Attaché de conservation",
    ),
    Job(
        "Apprentie ou apprenti communication",
        "Direction de la communication",
        "Apprendre le métier sur les réseaux du Département.",
        ("Publications", "Photos et vidéos courtes", "Veille"),
        ("Bac+3 communication en alternance",),
        95_000,
        140_000,
        category=Category.NONE,
        corps="",
        grades="",
        contract=Contract.APPRENTICESHIP,
        months=12,
        more={"telework": Telework.POSSIBLE, "salary_period": SalaryPeriod.MONTH},
    ),
)

TOWNS: tuple[tuple[str, str], ...] = (
    ("Montreval", "39010"),
    ("Salins-le-Haut", "39110"),
    ("Pont-sur-Loue", "39380"),
    ("Clairvaux-la-Forêt", "39130"),
    ("Saint-Amour-des-Bois", "39160"),
    ("Champ-le-Roi", "39300"),
    ("Bletterans-le-Neuf", "39140"),
    ("Arinthe", "39240"),
)
