"""The form of an opening, in the order of the page, and that of a workplace."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from careers.openings import labels
from careers.openings.models import (
    Branch,
    Category,
    Contract,
    SalaryPeriod,
    Telework,
    VacancyKind,
    WorkingTime,
)
from careers.web.forms import BaseForm, DayField, EnumField, MoneyField, TextField, choices_of, strip

LINE = Length(max=300, message=_l("Type at most 300 characters."))
CHOOSE = _l("Choose …")
ASKED: dict[str, LazyString] = {
    "cv": _l("CV"),
    "cover_letter": _l("Cover letter"),
    "diploma": _l("Diploma"),
    "registration": _l("Registration with the professional body"),
}


def _texts(texts: dict[Any, LazyString]) -> Callable[[Any], LazyString]:
    return texts.__getitem__


def read_id(value: Any) -> int | None:
    """Read an id out of a select field; an empty choice is None."""
    return int(value) if value not in (None, "", "None") else None


def id_choices(rows: Iterable[Any], name: Callable[[Any], str] = str) -> list[Any]:
    """Return the choices of a select field over rows with an id, an empty one first."""
    return choices_of([("", CHOOSE), *((row.id, name(row)) for row in rows)])


class OpeningForm(BaseForm):
    """Every field of a public vacancy notice; only title and reference are needed to save a draft."""

    title = TextField(_l("Job title"), [DataRequired(_l("Type the title of the job.")), LINE])
    reference = TextField(_l("Reference"), [DataRequired(_l("Type a reference.")), Length(max=80)])
    summary = TextAreaField(_l("In one or two sentences"), filters=[strip])
    workplace_id = SelectField(_l("Workplace"), coerce=read_id)
    department = TextField(_l("Department or structure"), [LINE])
    hiring_manager_id = SelectField(_l("Hiring manager"), coerce=read_id)
    positions = IntegerField(_l("Number of posts"), [NumberRange(1, 999, _l("Type a number from 1 to 999."))])
    missions = TextAreaField(_l("Missions (Markdown)"), filters=[strip])
    profile = TextAreaField(_l("Profile expected (Markdown)"), filters=[strip])
    special_conditions = TextAreaField(
        _l("Special conditions: diplomas, clearances (Markdown)"), filters=[strip]
    )
    benefits = TextAreaField(_l("What you offer (Markdown)"), filters=[strip])

    contract = EnumField(_l("Contract"), Contract, _texts(labels.CONTRACTS), blank=CHOOSE)
    contract_months = IntegerField(
        _l("Length in months"),
        [Optional(), NumberRange(1, 120, _l("Type a number of months from 1 to 120."))],
    )
    working_time = EnumField(_l("Working time"), WorkingTime, _texts(labels.WORKING_TIMES))
    weekly_hours = TextField(_l("Hours per week"), [Length(max=80)])
    telework = EnumField(_l("Work from home"), Telework, _texts(labels.TELEWORK))
    manages_people = BooleanField(_l("The person manages others"))
    education = TextField(_l("Education"), [LINE])
    experience = TextField(_l("Experience"), [LINE])
    salary_min_cents = MoneyField(_l("Pay from, in euros"))
    salary_max_cents = MoneyField(_l("Pay up to, in euros"))
    salary_period = EnumField(_l("Pay is per"), SalaryPeriod, _texts(labels.PERIODS))
    salary_note = TextField(_l("More about pay"), [LINE])

    branch = EnumField(_l("Branch of the public service"), Branch, _texts(labels.BRANCHES))
    category = EnumField(_l("Statutory category"), Category, _texts(labels.CATEGORIES), blank=CHOOSE)
    corps = TextField(_l("Corps or cadre d'emplois"), [LINE])
    grades = TextField(_l("Grades"), [LINE])
    occupation = TextField(_l("Occupation, as in the state's list of jobs"), [LINE])
    vacancy_kind = EnumField(_l("New or vacant job"), VacancyKind, _texts(labels.VACANCIES), blank=CHOOSE)
    vacancy_date = DayField(_l("Date of the vacancy"), [Optional()])
    recruiting_authority = TextField(_l("Recruiting authority"), [LINE])
    application_authority = TextField(_l("Authority to which applications go"), [LINE])
    declaration_reference = TextField(_l("Number of the declaration of vacancy (DVE)"), [Length(max=80)])
    declaration_date = DayField(_l("Date of the declaration"), [Optional()])

    publish_on = DayField(_l("Publish on"), [Optional()])
    closes_on = DayField(_l("Last day for applications"), [Optional()])
    documents_asked = SelectMultipleField(
        _l("Documents asked"),
        choices=choices_of(ASKED.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_salary_max_cents(self, field: Field) -> None:
        """Refuse a range that ends before it begins."""
        low = self.salary_min_cents.data
        if field.data is not None and low is not None and field.data < low:
            raise ValidationError(str(_l("The upper pay must not be below the lower one.")))

    def validate_closes_on(self, field: Field) -> None:
        """Refuse to close before the day of publication."""
        if field.data and self.publish_on.data and field.data < self.publish_on.data:
            raise ValidationError(
                str(_l("The last day for applications must not be before the publication."))
            )

    def values(self) -> dict[str, Any]:
        """Return the column values; the CV is always among the documents asked."""
        found = super().values()
        found["documents_asked"] = sorted({"cv", *(found["documents_asked"] or [])}, key=list(ASKED).index)
        return found


class WorkplaceForm(BaseForm):
    """A place where people work."""

    name = TextField(_l("Name"), [DataRequired(_l("Type the name of the workplace.")), LINE])
    street = TextField(_l("Street"), [LINE])
    postal_code = TextField(_l("Postal code"), [Length(max=80)])
    city = TextField(_l("Town"), [DataRequired(_l("Type the town.")), Length(max=80)])
    region = TextField(_l("Region"), [Length(max=80)])
    description = TextAreaField(_l("Description (Markdown)"), filters=[strip])
