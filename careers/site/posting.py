"""schema.org JobPosting as Google wants it: only what the page shows, only while the job is open.

Source: Google Search Central, "Job posting structured data"; salary periods as schema.org's unitText.
"""

import json
from typing import Any

from flask import current_app, url_for

from careers.accounts import queries as employer
from careers.clock import day_starts
from careers.extensions import db
from careers.openings.models import Contract, Opening, SalaryPeriod, Telework, WorkingTime
from careers.web.markdown import as_html

_UNITS = {SalaryPeriod.HOUR: "HOUR", SalaryPeriod.MONTH: "MONTH", SalaryPeriod.YEAR: "YEAR"}
_TYPES = {
    Contract.FIXED_TERM: "TEMPORARY",
    Contract.SESSIONAL: "PER_DIEM",
    Contract.INTERNSHIP: "INTERN",
    Contract.APPRENTICESHIP: "TEMPORARY",
}


def job_posting(opening: Opening) -> str:
    """Return the JSON-LD of an open job, safe inside a script element."""
    parts = {**_what(opening), **_where(opening), **_money(opening)}
    text = json.dumps({"@context": "https://schema.org/", "@type": "JobPosting", **parts}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def public_address(endpoint: str, **values: Any) -> str:
    """Return the absolute address of one of our pages, as candidates and robots know it."""
    public: str = current_app.config["CAREERS"].public_url.rstrip("/")
    return public + url_for(endpoint, _external=False, **{**values, "lang": None})


def _what(opening: Opening) -> dict[str, Any]:
    organisation = employer.organisation(db.session())
    description = "".join(as_html(text) for text in (opening.summary, opening.missions, opening.profile))
    found: dict[str, Any] = {
        "title": opening.title,
        "description": description,
        "identifier": {"@type": "PropertyValue", "name": organisation.name, "value": opening.reference},
        "hiringOrganization": {"@type": "Organization", "name": organisation.name},
        "directApply": True,
        "url": public_address("site.job", slug=opening.slug),
        "employmentType": _employment_types(opening),
        "totalJobOpenings": opening.positions,
    }
    if organisation.website:
        found["hiringOrganization"]["sameAs"] = organisation.website
    if opening.published_at:
        found["datePosted"] = opening.published_at.date().isoformat()
    return found


def _employment_types(opening: Opening) -> list[str]:
    hours = {WorkingTime.FULL: ["FULL_TIME"], WorkingTime.PART: ["PART_TIME"]}
    types = list(hours.get(opening.working_time, ["FULL_TIME", "PART_TIME"]))
    kind = _TYPES.get(opening.contract) if opening.contract else None
    return [*types, kind] if kind else types


def _where(opening: Opening) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if opening.closes_on:
        zone = current_app.config["CAREERS"].time_zone
        end = day_starts(opening.closes_on.fromordinal(opening.closes_on.toordinal() + 1), zone)
        found["validThrough"] = end.isoformat()
    place = opening.workplace
    if place:
        address = {
            "streetAddress": place.street,
            "addressLocality": place.city,
            "postalCode": place.postal_code,
            "addressRegion": place.region,
            "addressCountry": place.country,
        }
        found["jobLocation"] = {
            "@type": "Place",
            "address": {"@type": "PostalAddress", **{k: v for k, v in address.items() if v}},
        }
    if opening.telework is Telework.FULL:
        found["jobLocationType"] = "TELECOMMUTE"
        found["applicantLocationRequirements"] = {"@type": "Country", "name": "FR"}
    return found


def _money(opening: Opening) -> dict[str, Any]:
    low, high = opening.salary_min_cents, opening.salary_max_cents
    if low is None and high is None:
        return {}
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS[opening.salary_period]}
    if low is not None and high is not None:
        value |= {"minValue": low / 100, "maxValue": high / 100}
    else:
        value["value"] = (low if low is not None else high or 0) / 100
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": opening.currency, "value": value}}
