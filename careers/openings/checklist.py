"""What a French public vacancy notice must say, what is missing, and why it matters.

Sources: décret n° 2018-1351 of 28 December 2018, articles 3 (content) and 4 (at least one month);
code général de la fonction publique, L313-4 (declaration to the centre de gestion).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from careers.clock import local_date
from careers.openings.models import Branch, Category, Contract, Opening

DECREE = _l("Décret 2018-1351, article 3: a vacancy notice must say it.")
ONE_MONTH = _l("Décret 2018-1351, article 4: a notice stays published for at least one month.")
CANDIDATES = _l("Candidates cannot decide without it.")


@dataclass(frozen=True)
class Item:
    """One thing that the notice should hold; `blocks` says that it cannot be published without."""

    field: str
    label: LazyString
    why: LazyString
    is_done: bool
    blocks: bool = False


@dataclass(frozen=True)
class _Rule:
    field: str
    label: LazyString
    why: LazyString
    is_done: Callable[[Opening], object]
    blocks: bool = False


def _filled(name: str) -> Callable[[Opening], object]:
    return lambda opening: bool(getattr(opening, name))


def _is_contract_only(opening: Opening) -> bool:
    return opening.category is Category.NONE or opening.contract in {
        Contract.APPRENTICESHIP,
        Contract.INTERNSHIP,
    }


def _is_declared(opening: Opening) -> bool:
    is_needed = opening.branch is Branch.TERRITORIAL and not _is_contract_only(opening)
    return bool(opening.declaration_reference) or not is_needed


_RULES: tuple[_Rule, ...] = (
    _Rule("title", _l("Job title"), DECREE, _filled("title"), True),
    _Rule("missions", _l("Missions"), DECREE, _filled("missions"), True),
    _Rule("profile", _l("Profile expected"), DECREE, _filled("profile"), True),
    _Rule("workplace_id", _l("Workplace"), DECREE, _filled("workplace_id"), True),
    _Rule("contract", _l("Contract"), CANDIDATES, _filled("contract"), True),
    _Rule("closes_on", _l("Last day for applications"), DECREE, _filled("closes_on"), True),
    _Rule("category", _l("Statutory category"), DECREE, _filled("category")),
    _Rule("corps", _l("Corps or cadre d'emplois"), DECREE, lambda o: o.corps or _is_contract_only(o)),
    _Rule("grades", _l("Grades"), DECREE, lambda o: o.grades or _is_contract_only(o)),
    _Rule("occupation", _l("Occupation, as in the state's list of jobs"), DECREE, _filled("occupation")),
    _Rule("department", _l("Department or structure"), DECREE, _filled("department")),
    _Rule("vacancy_kind", _l("New or vacant job"), DECREE, _filled("vacancy_kind")),
    _Rule("vacancy_date", _l("Date of the vacancy"), DECREE, _filled("vacancy_date")),
    _Rule("recruiting_authority", _l("Recruiting authority"), DECREE, _filled("recruiting_authority")),
    _Rule(
        "application_authority",
        _l("Authority to which applications go"),
        DECREE,
        _filled("application_authority"),
    ),
    _Rule(
        "salary_min_cents",
        _l("Pay"),
        _l("Offers that say what they pay get more applications."),
        lambda o: o.salary_min_cents or o.salary_max_cents or o.salary_note,
    ),
    _Rule(
        "declaration_reference",
        _l("Declaration of vacancy (DVE)"),
        _l("Without a declaration to the centre de gestion the appointment is void (CGFP L313-4)."),
        _is_declared,
    ),
)


def checklist(opening: Opening, today: date, zone: str) -> list[Item]:
    """Return every item with whether it is done; `today` is the local date in `zone`."""
    items = [Item(r.field, r.label, r.why, bool(r.is_done(opening)), r.blocks) for r in _RULES]
    return [*items, _one_month(opening, today, zone)]


def _one_month(opening: Opening, today: date, zone: str) -> Item:
    begins = max(opening.publish_on or today, today)
    if opening.published_at:
        begins = local_date(opening.published_at, zone)
    is_long = opening.closes_on is not None and opening.closes_on >= begins + timedelta(days=30)
    return Item("closes_on", _l("Open for at least a month"), ONE_MONTH, is_long)


def missing_to_publish(opening: Opening) -> list[Item]:
    """Return what stands in the way of publication."""
    items = (Item(r.field, r.label, r.why, bool(r.is_done(opening)), r.blocks) for r in _RULES)
    return [item for item in items if item.blocks and not item.is_done]
