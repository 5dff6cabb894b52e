"""The report page, its file and the command line show the same figures."""

import csv
import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from careers.cli import main
from careers.clock import now
from careers.demo.factories.campaigns import CampaignFactory
from careers.demo.factories.tracking import ClickFactory
from tests.reports.test_tables import applied, post


@pytest.fixture
def campaign(session):
    campaign = CampaignFactory(slug="gps", name="GPs")
    one = post(campaign=campaign, title="=Film")
    ClickFactory.create_batch(4, link=one.link)
    application = applied(one, at=now() - timedelta(minutes=5))
    application.candidate.last_name = "Zanzibar"
    session.commit()
    return campaign


def command(app, *words):
    return CliRunner().invoke(main, ["report", "posts", *words], obj=ScriptInfo(create_app=lambda *_: app))


def test_page_links_each_post_to_its_applicants(sign_in, campaign):
    page = sign_in(role="recruiter").get("/staff/reports/?days=30").text
    assert "=Film" in page
    assert "/staff/applications?link=" in page


def test_viewer_sees_figures_but_no_name(session, sign_in, campaign):
    viewer = sign_in(role="viewer")
    pages = [
        viewer.get(path).text
        for path in ("/staff/reports/", f"/staff/campaigns/{campaign.id}", "/staff/reports/table.csv")
    ]
    assert "=Film" in pages[0]
    assert not any("Zanzibar" in page for page in pages)
    assert "Zanzibar" in sign_in(role="recruiter").get(f"/staff/campaigns/{campaign.id}").text


def test_file_says_what_the_page_says_and_runs_nothing(sign_in, campaign):
    text = sign_in(role="viewer").get("/staff/reports/table.csv").data.decode("utf-8-sig")
    text = text.split("\r\n\r\n")[0]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Posts"], row["Clicks"], row["Applications"]) for row in rows] == [
        ("'=Film", "4", "1.0"),
        ("Unknown: no tracked link", "0", "0"),
        ("Total", "4", "1.0"),
    ]


def test_command_line_prints_the_same_as_json(app, campaign):
    found = json.loads(command(app, "--campaign", "GPS", "--json").output)
    assert (found["posts"][0]["clicks"], found["total"]["applications"]) == (4, 1)
    parts = [*found["posts"], found["other"], found["unknown"]]
    assert sum(part["applications"] for part in parts) == found["total"]["applications"]


def test_command_line_without_json_is_a_table(app, campaign):
    assert "total" in command(app, "--campaign", "gps").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--campaign", "nowhere"], "No campaign is called"),
        (["--campaign", "gps", "--from", "2026-05-02", "--to", "2026-05-01"], "The last day is before"),
    ],
    ids=["no campaign", "dates"],
)
def test_command_line_says_what_is_wrong(app, campaign, words, message):
    result = command(app, *words)
    assert result.exit_code == 1
    assert message in result.output


def test_application_page_shows_the_post_that_brought_it(session, sign_in, campaign):
    recruiter = sign_in(role="recruiter")
    listed = recruiter.get("/staff/applications?q=zanzibar").text
    key = listed.split("/staff/applications/")[-1].split('"')[0]
    assert "=Film" in recruiter.get(f"/staff/applications/{key}").text


@pytest.mark.parametrize(
    "query", ["?level=nonsense&model=x&days=-1", "?from=2026-13-01&to=x", "?campaign=99999", "?days=3660"]
)
def test_nonsense_in_the_address_falls_back(sign_in, campaign, query):
    assert sign_in(role="viewer").get(f"/staff/reports/{query}").status_code == 200


def test_report_of_nothing_says_what_to_do(sign_in):
    assert "Choose a longer period" in sign_in(role="viewer").get("/staff/reports/").text
