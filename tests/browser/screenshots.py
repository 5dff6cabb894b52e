"""Makes the pictures of the README: ten main pages with demo data, in French, wide and on a phone.

`python -m tests.browser.screenshots [FOLDER]` writes them to docs/screenshots, or to the folder given.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from careers.demo.factories.accounts import PASSWORD
from tests.browser import chromium, server

PORT = 8137
SIZES = {"wide": (1280, 900), "phone": (360, 740)}
PAGES = {
    "jobs": "/jobs",
    "job": "/jobs >> .job-card a",
    "apply": "/jobs >> .job-card a >> .apply-now a",
    "today": "/staff/",
    "opening": "/staff/openings?q=médecin&state=published >> tbody th a",
    "campaign": "/staff/campaigns?q=Médecins >> tbody th a",
    "post": "/staff/campaigns?q=Médecins >> tbody th a >> .two-columns tbody th a",
    "board": "/staff/applications/board",
    "application": "/staff/applications?q= >> tbody th a",
    "report": "/staff/reports/",
}


def sign_in(page: Page, address: str, email: str = "admin@val-darbois.example") -> None:
    """Sign in as one of the demo's staff."""
    page.goto(address + "/staff/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/staff/")


def walk(page: Page, address: str, way: str) -> None:
    """Go to a page: an address, then links to click."""
    path, *clicks = way.split(" >> ")
    page.goto(address + path)
    for click in clicks:
        page.locator(click).first.click()
        page.wait_for_load_state()


def take(folder: Path, language: str = "fr") -> None:
    """Write one picture per page and size."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        server.running(Path(place), PORT) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium.bring(), args=list(chromium.FLAGS))
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale=language, reduced_motion="reduce"
            )
            page = context.new_page()
            sign_in(page, address)
            for name, way in PAGES.items():
                walk(page, address, way)
                page.screenshot(path=folder / f"{name}-{size}.png", full_page=size == "phone")
                wide = page.evaluate(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                )
                print(f"{name}-{size}.png", "SCROLLS SIDEWAYS" if wide else "")
            context.close()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
