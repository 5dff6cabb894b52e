"""Builds the demo: one fictional département, the same on every machine but for the dates, which end today."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import factory.random
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from careers.accounts import audit
from careers.accounts import queries as employer
from careers.accounts.models import User
from careers.applicants import summary
from careers.applicants.models import Application
from careers.campaigns.models import Post
from careers.demo import papers, people, places, posts
from careers.demo.factories.accounts import PASSWORD
from careers.openings.models import Opening

SEED = 71


class DataFound(ValueError):
    """The database holds data that the demo must not touch."""


@dataclass(frozen=True)
class Account:
    """One sign-in of the demo."""

    email: str
    role: str
    password: str = PASSWORD


def is_empty(session: Session) -> bool:
    """Say whether nobody and nothing is in the database yet."""
    return not any(
        session.scalar(select(func.count()).select_from(table)) for table in (User, Opening, Application)
    )


def build(session: Session, at: datetime, uploads: Path) -> None:
    """Fill an empty database and put CVs into `uploads`; raises DataFound on any other. The caller commits."""
    if not is_empty(session):
        raise DataFound("There are data in this database already.")
    chance = Random(SEED)  # noqa: S311  a reproducible demo, not a secret
    factory.random.reseed_random(SEED)
    staff = places.staff(session)
    openings = places.openings(chance, at, places.workplaces(), staff)
    made = posts.campaigns(chance, at, openings, staff["com"])
    written = posts.posts(chance, at, made, places.channels(), staff["com"])
    session.flush()
    told = posts.clicks(session, chance, at, written)
    people.applications(session, chance, at, told, openings, staff["rh"])
    papers.cvs(session, chance, uploads)
    summary.rebuild(session)
    audit.record(session, None, "demo.built", employer.organisation(session))
    session.flush()


def is_there(session: Session) -> bool:
    """Say whether the database holds the demo."""
    return employer.organisation(session).is_demo


def accounts() -> list[Account]:
    """Return the sign-ins of the demo, one per role."""
    return [Account(f"{key}@{places.DOMAIN}", role.value) for key, _name, role in places.STAFF]


def counts(session: Session) -> dict[str, int]:
    """Return how much there is of what the demo makes."""
    tables = {"openings": Opening, "posts": Post, "applications": Application}
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
    }
