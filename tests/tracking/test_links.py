"""Links: their codes, targets, addresses and life."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.accounts.models import AuditEntry
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.tracking import queries, service

DOMAINS = frozenset({"example.org"})


def test_a_code_is_short_lower_case_and_found_in_any_case(session: Session) -> None:
    link = service.create_link(session, "/jobs", at=now())
    assert len(link.code) == service.CODE_LENGTH
    assert not set(link.code) & set("01loiaeuy")
    assert queries.link_by_code(session, link.code.upper()) is link
    assert queries.link_by_code(session, "nothere") is None


@pytest.mark.parametrize("target", ["/jobs/gp", "https://example.org/a?b=c", "https://www.example.org/"])
def test_a_link_may_lead_to_our_pages_and_allowed_domains(session: Session, target: str) -> None:
    assert service.create_link(session, target, domains=DOMAINS, at=now()).target == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "jobs",
        "//evil.example/",
        "/\\evil.example",
        "http://example.org/",
        "https://evil.example/",
        "https://example.org.evil.example/",
        "https://notexample.org/",
        "https://example.org@evil.example/",
        "https://example.org:8443/",
        "javascript:alert(1)",
        "/jobs\r\nX: y",
        "/jobs/" + "x" * 500,
    ],
)
def test_any_other_target_is_refused(session: Session, target: str) -> None:
    with pytest.raises(service.TargetRefused):
        service.create_link(session, target, domains=DOMAINS, at=now())


def test_landing_adds_code_and_utm_values_in_lower_case(session: Session) -> None:
    link = service.create_link(
        session, "/jobs/gp", utm_source="LinkedIn", utm_medium="social", utm_campaign="GP 2026", at=now()
    )
    expected = f"/jobs/gp?via={link.code}&utm_source=linkedin&utm_medium=social&utm_campaign=gp+2026"
    assert service.landing_of(link) == expected


def test_landing_joins_a_query_and_keeps_the_fragment(session: Session) -> None:
    link = service.create_link(session, "/jobs?q=gp#list", at=now())
    assert service.landing_of(link) == f"/jobs?q=gp&via={link.code}#list"


def test_address_is_public_url_and_code(session: Session) -> None:
    link = service.create_link(session, "/jobs", at=now())
    assert service.address_of(link, "https://jobs.example/") == f"https://jobs.example/l/{link.code}"


def test_disabling_and_enabling_are_audited_once_each(session: Session) -> None:
    link, actor = service.create_link(session, "/jobs", at=now()), UserFactory()
    for change in (service.disable_link, service.disable_link):
        change(session, actor, link, now())
    assert not link.is_live
    service.enable_link(session, actor, link, now())
    assert link.is_live
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["link.disabled", "link.enabled"]


def test_a_new_target_keeps_the_code(session: Session) -> None:
    link = service.create_link(session, "/jobs/old", at=now())
    service.change_link(session, link, now(), target="/jobs/new")
    assert service.landing_of(link) == f"/jobs/new?via={link.code}"
    with pytest.raises(service.TargetRefused):
        service.change_link(session, link, now(), target="//evil.example")
