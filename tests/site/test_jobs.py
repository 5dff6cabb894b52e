"""The career page as people and machines read it."""

import gzip
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from careers.demo.factories.openings import OpeningFactory, WorkplaceFactory
from careers.demo.factories.tracking import LinkFactory
from careers.openings.models import OpeningState


@pytest.fixture
def opening(session):
    opening = OpeningFactory(
        slug="gp", title="Médecin généraliste", workplace=WorkplaceFactory(city="Arbois")
    )
    session.commit()
    return opening


def posting(page):
    return json.loads(
        re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page.text, re.S)[1]
    )


def test_list_searches_by_word_and_town(session, client, opening):
    OpeningFactory(
        title="Chef de projet", workplace=WorkplaceFactory(city="Dole"), summary="", missions="x", profile="x"
    )
    session.commit()
    page = client.get("/jobs?q=médecin&city=Arbois").text
    assert "Médecin généraliste" in page
    assert "Chef de projet" not in page


def test_list_without_a_match_says_what_to_do(client, opening):
    assert "Try another word" in client.get("/jobs?q=astronaute").text


def test_list_of_nothing_offers_the_feed(client):
    assert "No job is open at the moment" in client.get("/jobs").text


@pytest.mark.parametrize("state", [OpeningState.DRAFT, OpeningState.SCHEDULED])
def test_unpublished_job_looks_like_a_missing_one(session, client, opening, state):
    opening.state = state
    session.commit()
    answer = client.get("/jobs/gp")
    assert answer.status_code == 404
    assert answer.text == client.get("/jobs/gq").text.replace("gq", "gp")


def test_closed_job_shows_similar_ones_without_structured_data(session, client, opening):
    opening.state = OpeningState.CLOSED
    other = OpeningFactory(title="Médecin de PMI")
    session.commit()
    answer = client.get("/jobs/gp")
    assert answer.status_code == 410
    assert other.title in answer.text
    assert "ld+json" not in answer.text


def test_job_posting_says_what_the_page_says(client, opening):
    page = client.get("/jobs/gp")
    found = posting(page)
    required = {"title", "description", "datePosted", "hiringOrganization", "jobLocation", "validThrough"}
    assert required <= found.keys()
    assert found["title"] in page.text
    assert found["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "MONTH",
        "minValue": 4500,
        "maxValue": 6200,
    }
    assert found["jobLocation"]["address"]["addressCountry"] == "FR"


def test_job_posting_cannot_leave_its_script_element(session, client, opening):
    opening.title = "</script><script>alert(1)</script>"
    session.commit()
    page = client.get("/jobs/gp")
    assert "<script>alert(1)" not in page.text
    assert posting(page)["title"] == opening.title


def test_page_carries_its_preview_for_networks(client, opening):
    page = client.get("/jobs/gp").text
    for name in ("og:title", "og:description", "og:url", "og:image"):
        assert f'property="{name}"' in page
    picture = Image.open(io.BytesIO(client.get("/jobs/gp/preview.png").data))
    assert picture.size == (1200, 627)


def test_feed_and_sitemap_hold_open_jobs_only(session, client, opening):
    OpeningFactory(slug="over", state=OpeningState.CLOSED)
    session.commit()
    feed = ET.fromstring(client.get("/jobs.atom").text)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.find(f"{atom}title").text for entry in feed.findall(f"{atom}entry")] == [
        "Médecin généraliste"
    ]
    sitemap = client.get("/sitemap.xml").text
    assert "/jobs/gp<" in sitemap
    assert "/jobs/over" not in sitemap


def test_robots_stay_out_of_everything_private(client):
    assert {"Disallow: /staff", "Disallow: /applications"} <= set(client.get("/robots.txt").text.splitlines())


def test_unknown_link_shows_the_open_jobs(client, opening):
    answer = client.get("/l/nowhere")
    assert answer.status_code == 404
    assert "Médecin généraliste" in answer.text


def test_disabled_link_is_gone(session, client, opening):
    LinkFactory(code="gone22", disabled_at=opening.created_at)
    session.commit()
    assert client.get("/l/gone22").status_code == 410


@pytest.mark.parametrize("path", ["/jobs", "/jobs/gp", "/jobs/gp/apply"])
def test_public_page_is_light_and_loads_nothing_from_others(client, opening, path):
    page = client.get(path).text
    parts = [page.encode()]
    for address in re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', page):
        assert address.startswith("/static/"), address
        with client.get(address) as answer:
            parts.append(answer.data)
    assert sum(len(gzip.compress(part)) for part in parts) <= 100 * 1024


def test_page_says_its_accessibility_and_its_privacy(client):
    page = client.get("/jobs").text
    assert "not compliant" in page
    assert client.get("/privacy").status_code == client.get("/accessibility").status_code == 200


def test_page_speaks_the_language_of_the_address(client, opening):
    page = client.get("/jobs?lang=fr").text
    assert '<html lang="fr">' in page
    assert "lang=fr" in re.search(r'href="([^"]*/jobs/gp[^"]*)"', page)[1]
