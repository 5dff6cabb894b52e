"""Openings, with every field that a French public vacancy notice must carry, and workplaces.

The mandatory content is that of décret n° 2018-1351, article 3.
"""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.clock import now
from careers.columns import line, primary_key, prose, short
from careers.extensions import Base


class OpeningState(enum.StrEnum):
    """Where an opening is in its life."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CLOSED = "closed"
    FILLED = "filled"
    CANCELLED = "cancelled"


class Branch(enum.StrEnum):
    """The branch (versant) of the French public service."""

    TERRITORIAL = "territorial"
    HOSPITAL = "hospital"
    STATE = "state"


class Category(enum.StrEnum):
    """The statutory category (catégorie statutaire)."""

    A_PLUS = "a_plus"
    A = "a"
    B = "b"
    C = "c"
    NONE = "none"


class Contract(enum.StrEnum):
    """What the person will sign."""

    TENURED = "tenured"
    TENURED_OR_CONTRACT = "tenured_or_contract"
    PERMANENT = "permanent"
    FIXED_TERM = "fixed_term"
    SESSIONAL = "sessional"
    APPRENTICESHIP = "apprenticeship"
    INTERNSHIP = "internship"


class WorkingTime(enum.StrEnum):
    """Full time, part time, or the candidate's choice."""

    FULL = "full"
    PART = "part"
    EITHER = "either"


class SalaryPeriod(enum.StrEnum):
    """What the salary range is per."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


class Telework(enum.StrEnum):
    """How far the work can be done from home."""

    NONE = "none"
    POSSIBLE = "possible"
    FULL = "full"


class VacancyKind(enum.StrEnum):
    """Whether the job is new or fell vacant."""

    CREATION = "creation"
    VACANCY = "vacancy"


class Workplace(Base):
    """A place where people work: a health-centre site, a college, an office."""

    __tablename__ = "workplace"

    id: Mapped[primary_key]
    name: Mapped[line]
    version: Mapped[int] = mapped_column(default=1)
    street: Mapped[line] = mapped_column(default="")
    postal_code: Mapped[short] = mapped_column(default="")
    city: Mapped[short]
    region: Mapped[short] = mapped_column(default="")
    country: Mapped[str] = mapped_column(String(2), default="FR")
    description: Mapped[prose] = mapped_column(default="")
    archived_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.name


class Opening(Base):
    """One vacant job (in French: offre)."""

    __tablename__ = "opening"
    __table_args__ = (CheckConstraint("positions >= 1", name="positions"),)

    id: Mapped[primary_key]
    reference: Mapped[short] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[OpeningState] = mapped_column(default=OpeningState.DRAFT, index=True)
    version: Mapped[int] = mapped_column(default=1)

    title: Mapped[line]
    summary: Mapped[prose] = mapped_column(default="")
    workplace_id: Mapped[int | None] = mapped_column(ForeignKey("workplace.id"), index=True)
    department: Mapped[line] = mapped_column(default="")
    missions: Mapped[prose] = mapped_column(default="")
    profile: Mapped[prose] = mapped_column(default="")
    special_conditions: Mapped[prose] = mapped_column(default="")
    benefits: Mapped[prose] = mapped_column(default="")

    branch: Mapped[Branch] = mapped_column(default=Branch.TERRITORIAL)
    category: Mapped[Category | None]
    corps: Mapped[line] = mapped_column(default="")
    grades: Mapped[line] = mapped_column(default="")
    occupation: Mapped[line] = mapped_column(default="")
    vacancy_kind: Mapped[VacancyKind | None]
    vacancy_date: Mapped[date | None]
    recruiting_authority: Mapped[line] = mapped_column(default="")
    application_authority: Mapped[line] = mapped_column(default="")
    declaration_reference: Mapped[short] = mapped_column(default="")
    declaration_date: Mapped[date | None]

    contract: Mapped[Contract | None]
    contract_months: Mapped[int | None]
    working_time: Mapped[WorkingTime] = mapped_column(default=WorkingTime.FULL)
    weekly_hours: Mapped[short] = mapped_column(default="")
    telework: Mapped[Telework] = mapped_column(default=Telework.NONE)
    manages_people: Mapped[bool] = mapped_column(default=False)
    education: Mapped[line] = mapped_column(default="")
    experience: Mapped[line] = mapped_column(default="")
    positions: Mapped[int] = mapped_column(default=1)
    documents_asked: Mapped[list[str]] = mapped_column(default=lambda: ["cv"])

    salary_min_cents: Mapped[int | None]
    salary_max_cents: Mapped[int | None]
    salary_period: Mapped[SalaryPeriod] = mapped_column(default=SalaryPeriod.MONTH)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    salary_note: Mapped[line] = mapped_column(default="")

    publish_on: Mapped[date | None]
    closes_on: Mapped[date | None] = mapped_column(index=True)
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    hiring_manager_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    workplace: Mapped[Workplace | None] = relationship(lazy="joined")
    hiring_manager: Mapped[User | None] = relationship(foreign_keys=[hiring_manager_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])

    # Two people who edit one opening: the second save is refused with what changed, never lost.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        """Say whether it is published; whether one can still apply is for `is_open` to say."""
        return self.state is OpeningState.PUBLISHED

    def is_open(self, today: date) -> bool:
        """Say whether candidates can read it and apply on a local day, even if nothing has closed it yet."""
        return self.is_live and (self.closes_on is None or self.closes_on >= today)
