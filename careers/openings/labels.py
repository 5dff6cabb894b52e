"""What the enumerations of openings are called on screen, and the sentences put together from them."""

from flask import Flask
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from careers.openings.models import (
    Branch,
    Category,
    Contract,
    Opening,
    OpeningState,
    SalaryPeriod,
    Telework,
    VacancyKind,
    WorkingTime,
)
from careers.web.i18n import money

STATES: dict[OpeningState, LazyString] = {
    OpeningState.DRAFT: _l("Draft"),
    OpeningState.SCHEDULED: _l("Scheduled"),
    OpeningState.PUBLISHED: _l("Published"),
    OpeningState.CLOSED: _l("Closed"),
    OpeningState.FILLED: _l("Filled"),
    OpeningState.CANCELLED: _l("Cancelled"),
}
STATE_TONES: dict[OpeningState, str] = {
    OpeningState.DRAFT: "neutral",
    OpeningState.SCHEDULED: "warm",
    OpeningState.PUBLISHED: "good",
    OpeningState.CLOSED: "neutral",
    OpeningState.FILLED: "info",
    OpeningState.CANCELLED: "bad",
}
BRANCHES: dict[Branch, LazyString] = {
    Branch.TERRITORIAL: _l("Local government"),
    Branch.HOSPITAL: _l("Public hospitals"),
    Branch.STATE: _l("State"),
}
CATEGORIES: dict[Category, LazyString] = {
    Category.A_PLUS: _l("Category A+"),
    Category.A: _l("Category A"),
    Category.B: _l("Category B"),
    Category.C: _l("Category C"),
    Category.NONE: _l("Without category"),
}
CONTRACTS: dict[Contract, LazyString] = {
    Contract.TENURED: _l("Civil servants only"),
    Contract.TENURED_OR_CONTRACT: _l("Civil servant or contract"),
    Contract.PERMANENT: _l("Permanent contract"),
    Contract.FIXED_TERM: _l("Fixed-term contract"),
    Contract.SESSIONAL: _l("Paid by the session"),
    Contract.APPRENTICESHIP: _l("Apprenticeship"),
    Contract.INTERNSHIP: _l("Internship"),
}
WORKING_TIMES: dict[WorkingTime, LazyString] = {
    WorkingTime.FULL: _l("Full time"),
    WorkingTime.PART: _l("Part time"),
    WorkingTime.EITHER: _l("Full or part time, as you like"),
}
PERIODS: dict[SalaryPeriod, LazyString] = {
    SalaryPeriod.HOUR: _l("per hour"),
    SalaryPeriod.MONTH: _l("per month"),
    SalaryPeriod.YEAR: _l("per year"),
}
TELEWORK: dict[Telework, LazyString] = {
    Telework.NONE: _l("Not possible"),
    Telework.POSSIBLE: _l("Possible on some days"),
    Telework.FULL: _l("Entirely from home"),
}
VACANCIES: dict[VacancyKind, LazyString] = {
    VacancyKind.CREATION: _l("New job"),
    VacancyKind.VACANCY: _l("Vacant job"),
}


def contract_text(opening: Opening) -> str:
    """Return what will be signed, with its length where it has one."""
    if opening.contract is None:
        return ""
    text = str(CONTRACTS[opening.contract])
    if not opening.contract_months:
        return text
    months = ngettext("%(num)s month", "%(num)s months", opening.contract_months)
    return f"{text}, {months}"


def salary_text(opening: Opening) -> str:
    """Return the salary range with its period, or an empty text."""
    low, high, period = opening.salary_min_cents, opening.salary_max_cents, PERIODS[opening.salary_period]
    if low is not None and high is not None and low != high:
        said = _("%(low)s to %(high)s", low=money(low, opening.currency), high=money(high, opening.currency))
    elif low is not None:
        said = (
            money(low, opening.currency)
            if low == high
            else _("from %(low)s", low=money(low, opening.currency))
        )
    elif high is not None:
        said = _("up to %(high)s", high=money(high, opening.currency))
    else:
        return ""
    return f"{said} {period}"


def working_time_text(opening: Opening) -> str:
    """Return full or part time, and the hours."""
    return ", ".join(
        part for part in (str(WORKING_TIMES[opening.working_time]), opening.weekly_hours) if part
    )


def install(app: Flask) -> None:
    """Make the texts known to templates."""
    app.jinja_env.globals.update(
        OPENING_STATES=STATES,
        OPENING_TONES=STATE_TONES,
        CONTRACT_TEXTS=CONTRACTS,
        CATEGORY_TEXTS=CATEGORIES,
        contract_text=contract_text,
        salary_text=salary_text,
        working_time_text=working_time_text,
        category_text=lambda o: CATEGORIES[o.category] if o.category else "",
        telework_text=lambda o: TELEWORK[o.telework],
        vacancy_text=lambda o: VACANCIES[o.vacancy_kind] if o.vacancy_kind else "",
        branch_text=lambda o: BRANCHES[o.branch],
    )
