"""From an opening to the post that brought the applicant: the whole way in a browser, in both languages."""

import re
from datetime import timedelta

import pytest

from careers.clock import local_date, now
from tests.applicants import files
from tests.browser.screenshots import sign_in
from tests.tracking.agents import IPHONE

TODAY = local_date(now(), "Europe/Paris")
pytestmark = [pytest.mark.browser, pytest.mark.slow]
STAFF = {
    "hr": "rh@val-darbois.example",
    "com": "com@val-darbois.example",
    "admin": "admin@val-darbois.example",
}
SAYS = {
    "en": {
        "published": "The opening is published.", "ready": "The post is ready", "out": "The post is published.",
        "received": "We received your application", "interview": "Interview", "hired": "Hired", "Sources": "LinkedIn",
    },
    "fr": {
        "published": "L’offre est publiée.", "ready": "La publication est prête", "out": "La publication est en ligne.",
        "received": "Nous avons reçu votre candidature", "interview": "Entretien", "hired": "Recrutement",
        "Sources": "LinkedIn",
    },
}  # fmt: skip


class Story:
    """One walk; `page` is whoever acts."""

    def __init__(self, open_page, address, language):
        self.open_page, self.address, self.language, self.says = open_page, address, language, SAYS[language]
        self.title = f"Médecin généraliste {language}"

    def staff(self, who):
        page = self.open_page(self.language)
        sign_in(page, self.address, STAFF[who])
        page.goto(f"{self.address}/staff/profile")
        page.select_option("#language", self.language)
        page.click("main form button[type=submit]")
        return page

    def opens_a_job(self):
        page = self.staff("hr")
        page.goto(f"{self.address}/staff/openings/new")
        page.fill("#title", self.title)
        page.fill("#missions", "- Consultations")
        page.fill("#profile", "Docteur en médecine")
        page.select_option("#workplace_id", index=1)
        page.select_option("#contract", "fixed_term")
        page.fill("#closes_on", (TODAY + timedelta(days=40)).isoformat())
        page.locator("form.long-form button[type=submit]").last.click()
        page.locator("form[action$='/publish'] button").click()
        assert self.says["published"] in page.inner_text("main")
        self.opening = page.url

    def plans_posts(self):
        page = self.staff("com")
        page.goto(self.opening)
        page.locator("a[href*='/campaigns/new']").click()
        page.fill("#ends_on", (TODAY + timedelta(days=40)).isoformat())
        page.fill("#starts_on", TODAY.isoformat())
        page.locator("main form button[type=submit]").click()
        self.campaign = page.url
        self.links = [self.post(page, network, has_address) for network, has_address in
                      (("LinkedIn", True), ("Facebook", True), ("Instagram", False))]  # fmt: skip

    def post(self, page, network, has_address):
        page.goto(f"{self.campaign}/posts/new")
        choice = page.locator("#channel_id option", has_text=network).first.get_attribute("value")
        page.select_option("#channel_id", choice)
        page.fill("#title", f"{network} {self.language}")
        page.fill("#text", "Rejoignez-nous : {link}")
        assert re.search(r"\d", page.inner_text("[data-counter]"))
        page.locator("main form button[type=submit]").click()
        page.locator("form[action$='/ready'] button").click()
        assert self.says["ready"] in page.inner_text("main")
        text = page.input_value("#ready-text")
        if has_address:
            page.fill("#public_url", f"https://{network.lower()}.example/posts/1")
        else:
            page.check("#has_no_address")
        page.locator("form[action$='/publish'] button").click()
        assert self.says["out"] in page.inner_text("main")
        self.post_page = page.url if network == "LinkedIn" else self.post_page
        return re.search(r"http\S+/l/\w+", text)[0]

    def applies_on_a_phone(self):
        phone = self.open_page(self.language, 360, 740, has_touch=True, is_mobile=True, user_agent=IPHONE)
        phone.goto(self.links[0])
        assert self.title in phone.inner_text("h1")
        phone.locator(".apply-now a").first.tap()
        assert phone.is_checked("input[value=linkedin]")
        phone.fill("#first_name", "Ada")
        phone.fill("#last_name", f"Lovelace-{self.language}")
        phone.fill("#email", f"ada-{self.language}@mail.example")
        phone.locator("main form button[type=submit]").tap()
        phone.locator(".error-summary").wait_for()
        cv = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
        phone.set_input_files("#cv", cv)
        phone.locator("main form button[type=submit]").tap()
        phone.locator(".answers").wait_for()
        phone.locator("main form button[type=submit]").tap()
        phone.locator(".confirmation").wait_for()
        assert self.says["received"] in phone.inner_text("h1")
        assert phone.context.cookies() == []

    def hires(self):
        page = self.staff("hr")
        page.goto(f"{self.address}/staff/applications?q=lovelace-{self.language}")
        page.locator("tbody th a").click()
        assert f"LinkedIn {self.language}" in page.inner_text(".journey")
        for stage in ("interview", "hired"):
            page.select_option("#stage", label=self.says[stage])
            page.locator("form.move-form button").first.click()
            assert page.locator(".undo").is_visible()
        page.locator(".journey a").click()
        assert page.url == self.post_page
        assert f"Lovelace-{self.language}" in page.inner_text("main")

    def reports(self):
        page = self.staff("com")
        page.goto(f"{self.address}/staff/reports/?campaign={self.campaign.rsplit('/', 1)[1]}")
        row = page.locator("tbody tr", has_text=f"LinkedIn {self.language}")
        numbers = [cell.split()[0] for cell in row.locator("td.num").all_inner_texts()[:6]]
        assert numbers == ["1", "1", "1", "1", "1", "1"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_click_leads_from_the_opening_to_the_hire_and_back(open_page, address, language):
    story = Story(open_page, address, language)
    story.opens_a_job()
    story.plans_posts()
    story.applies_on_a_phone()
    story.hires()
    story.reports()
