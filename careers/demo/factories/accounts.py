"""Staff, invitations and the employer."""

from datetime import timedelta
from functools import cache

import factory
from flask_security import hash_password

from careers.accounts.models import Invitation, Organisation, Role, User
from careers.clock import now
from careers.demo.factories.core import Factory

PASSWORD = "correct horse battery staple"  # noqa: S105  the published password of demo and tests


@cache
def hashed(password: str) -> str:
    """Return the hash of a password; hashing is slow on purpose, so each is made once."""
    return str(hash_password(password))


class OrganisationFactory(Factory):
    """The one employer; asked twice it gives the same row."""

    class Meta:
        """Model and key."""

        model = Organisation
        sqlalchemy_get_or_create = ("id",)

    id = 1
    name = "Département du Val-d'Arbois"
    city = "Montreval"
    contact_email = "recrutement@val-darbois.example"
    privacy_officer = "Déléguée à la protection des données"
    privacy_email = "dpo@val-darbois.example"


class UserFactory(Factory):
    """A recruiter who signs in with `PASSWORD`."""

    class Meta:
        """Model."""

        model = User

    email = factory.Sequence(lambda n: f"agent{n}@val-darbois.example")
    name = factory.Faker("name", locale="fr_FR")
    role = Role.RECRUITER
    language = "en"
    password = factory.LazyFunction(lambda: hashed(PASSWORD))


class InvitationFactory(Factory):
    """An open invitation for a recruiter."""

    class Meta:
        """Model."""

        model = Invitation

    email = factory.Sequence(lambda n: f"invitee{n}@val-darbois.example")
    role = Role.RECRUITER
    token_hash = factory.Sequence(lambda n: f"{n:064d}")
    invited_by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=2))
