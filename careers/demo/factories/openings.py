"""Workplaces and openings."""

from datetime import date, timedelta

import factory

from careers.clock import now
from careers.demo.factories.core import Factory
from careers.openings.models import Category, Contract, Opening, OpeningState, VacancyKind, Workplace


class WorkplaceFactory(Factory):
    """A site of the health centre."""

    class Meta:
        """Model."""

        model = Workplace

    name = factory.Sequence(lambda n: f"Centre de santé – site {n}")
    street = "2 place de la Mairie"
    postal_code = "39600"
    city = "Arbois"
    region = "Bourgogne-Franche-Comté"


class OpeningFactory(Factory):
    """A published opening for a general practitioner that closes in a month."""

    class Meta:
        """Model."""

        model = Opening

    reference = factory.Sequence(lambda n: f"2026-{n:03d}")
    slug = factory.LazyAttribute(lambda o: f"{o.reference}-medecin-generaliste")
    title = "Médecin généraliste"
    summary = "Soigner en équipe, sans cabinet à gérer."
    workplace = factory.SubFactory(WorkplaceFactory)
    department = "Centre de santé départemental"
    missions = "- Consultations de médecine générale\n- Visites à domicile"
    profile = "Docteur en médecine, inscrit à l'Ordre."
    category = Category.A
    corps = "Médecins territoriaux"
    grades = "Médecin de 2e classe, 1re classe, hors classe"
    occupation = "Médecin"
    vacancy_kind = VacancyKind.CREATION
    vacancy_date = factory.LazyFunction(lambda: date(2026, 9, 1))
    recruiting_authority = "Département du Val-d'Arbois"
    application_authority = "Madame la présidente du Conseil départemental"
    contract = Contract.FIXED_TERM
    contract_months = 36
    weekly_hours = "35 h"
    salary_min_cents = 450_000
    salary_max_cents = 620_000
    state = OpeningState.PUBLISHED
    published_at = factory.LazyFunction(lambda: now() - timedelta(days=5))
    publish_on = factory.LazyAttribute(lambda o: o.published_at.date() if o.published_at else None)
    closes_on = factory.LazyFunction(lambda: now().date() + timedelta(days=30))
