"""The product with demo data and a real Chromium, once for all tests of this folder."""

import socket

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium, server


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with server.running(tmp_path_factory.mktemp("product"), port) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.bring(), args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Return a function that opens a page of its own; what the console says must not be an error."""
    contexts, errors = [], []

    def opened(language="fr", width=1280, height=900, **options):
        context = browser.new_context(locale=language, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in errors if "status of 4" not in text] == []
