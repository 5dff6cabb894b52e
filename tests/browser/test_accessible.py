"""Axe finds nothing on any page or error state, and nothing scrolls sideways at 320 pixels."""

from pathlib import Path

import pytest

from tests.browser.screenshots import PAGES, sign_in, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = next((Path(__file__).parent / "vendor").glob("**/axe.min.js")).read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = {
    "jobs": "/jobs", "no job": "/jobs?q=astronaute", "job": PAGES["job"], "apply": PAGES["apply"],
    "privacy": "/privacy",
    "accessibility": "/accessibility", "missing": "/nowhere", "dead link": "/l/nowhere", "sign-in": "/staff/sign-in",
    "reset": "/staff/reset",
}  # fmt: skip
STAFF = {
    **{name: way for name, way in PAGES.items() if way.startswith("/staff")},
    "openings": "/staff/openings", "no opening": "/staff/openings?q=zzz", "new opening": "/staff/openings/new",
    "edit opening": "/staff/openings?state=published >> tbody th a >> .page-actions a[href$='/edit']",
    "close opening": "/staff/openings?state=published >> tbody th a >> .page-actions a[href$='/close']",
    "workplaces": "/staff/workplaces", "new workplace": "/staff/workplaces/new", "campaigns": "/staff/campaigns",
    "no campaign": "/staff/campaigns?q=zzz", "new campaign": "/staff/campaigns/new",
    "duplicate campaign": "/staff/campaigns >> tbody th a >> .page-actions a[href$='/duplicate']",
    "new post": "/staff/campaigns >> tbody th a >> .page-actions a[href$='/posts/new']",
    "link": "/staff/campaigns?q=Val >> tbody th a >> .two-columns td.num a", "channels": "/staff/channels",
    "new channel": "/staff/channels/new", "applications": "/staff/applications",
    "no application": "/staff/applications?q=zzz",
    "stages": "/staff/admin/stages", "staff": "/staff/admin", "invite": "/staff/admin/invite",
    "member": "/staff/admin >> tbody th a", "employer": "/staff/admin/organisation", "audit": "/staff/admin/audit",
    "profile": "/staff/profile", "password": "/staff/password", "second factor": "/staff/tf-setup",
    "recovery codes": "/staff/mf-recovery-codes", "report by channel": "/staff/reports/?level=channel&model=linear",
    "reminders": "/staff/reminders", "new reminder": "/staff/reminders/new", "rules": "/staff/reminders/rules",
    "machinery": "/staff/admin/machinery?state=sent",
    "credit in depth": "/staff/reports/credit?level=channel",
    "report of nothing": "/staff/reports/?from=2020-01-01&to=2020-01-02",
}  # fmt: skip
FORMS = {
    "apply": (PAGES["apply"], "main form button[type=submit]"),
    "new opening": ("/staff/openings/new", "form.long-form > div > button:last-of-type"),
    "new campaign": ("/staff/campaigns/new", "main form button[type=submit]"),
    "new channel": ("/staff/channels/new", "main form button[type=submit]"),
    "new workplace": ("/staff/workplaces/new", "main form button[type=submit]"),
    "invite": ("/staff/admin/invite", "main form button[type=submit]"),
    "sign-in": ("/staff/sign-in", "main form button[type=submit]"),
    "new reminder": ("/staff/reminders/new", "main form button[type=submit]"),
    "note": (PAGES["application"], "#notes button"),
}


def faults(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.fixture(scope="module")
def pages(browser, address):
    """Two contexts without a content policy, so that axe may run: nobody, and the administrator."""
    contexts = [browser.new_context(locale="fr", bypass_csp=True, reduced_motion="reduce") for _ in range(2)]
    public, staff = (context.new_page() for context in contexts)
    sign_in(staff, address)
    yield {"public": public, "staff": staff}
    for context in contexts:
        context.close()


def look(page, address, way) -> None:
    """Axe wide and narrow; at 320 pixels nothing but tables and the board may scroll sideways."""
    page.set_viewport_size({"width": 1280, "height": 900})
    walk(page, address, way)
    check(page)


def check(page) -> None:
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    assert faults(page) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_is_accessible(pages, address, name):
    look(pages["public"], address, PUBLIC[name])


@pytest.mark.parametrize("name", STAFF)
def test_staff_page_is_accessible(pages, address, name):
    look(pages["staff"], address, STAFF[name])


@pytest.mark.parametrize("name", FORMS)
def test_page_with_errors_is_accessible(pages, address, name):
    way, button = FORMS[name]
    page = pages["public" if name in {"apply", "sign-in"} else "staff"]
    page.set_viewport_size({"width": 1280, "height": 900})
    walk(page, address, way)
    page.locator(button).last.click()
    page.wait_for_load_state()
    assert (
        page.title().startswith(("Erreur", "Error")) or page.locator(".error-summary, .field-error").count()
    )
    check(page)


def test_pages_are_dark_where_the_reader_wants_it(pages, address):
    page = pages["public"]
    page.emulate_media(color_scheme="dark")
    look(page, address, PAGES["job"])
    page.emulate_media(color_scheme="light")


def test_public_side_works_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False, locale="fr")
    page = context.new_page()
    page.goto(f"{address}/jobs")
    page.fill("#q", "médecin")
    page.locator("form[role=search] button").click()
    page.locator(".job-card a").first.click()
    page.locator(".apply-now a").first.click()
    page.locator("main form button[type=submit]").click()
    assert page.locator(".error-summary").is_visible()
    context.close()
