"""CSV, XLSX and PDF say what the page says; the weekly mail leaves once."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from careers.accounts.models import User
from careers.applicants.models import StageKind
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.tracking import ClickFactory
from careers.mail import OutgoingMail
from careers.reports.jobs import send_weekly
from tests.reports.test_tables import NOON, PERIOD, applied, post

ADDRESS = f"?from={PERIOD.first}&to={PERIOD.last}&level=post&model=linear&kind=sponsored"
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)  # nine in Paris; NOON is in the week before


@pytest.fixture
def viewer(session, sign_in):
    one = post(title="=HYPERLINK(1)", is_sponsored=True, cost_cents=9_000, published_at=NOON)
    other = post(title="Affiche d’été")
    ClickFactory.create_batch(3, link=one.link, at=NOON)
    applied(one, reached=[StageKind.HIRED])
    applied(one, other)
    applied()
    return sign_in(role="viewer", language="en")


def file(viewer, kind):
    answer = viewer.get(f"/staff/reports/table.{kind}{ADDRESS}")
    assert answer.status_code == 200
    assert f".{kind}" in answer.headers["Content-Disposition"]
    return answer.data


def test_three_files_carry_the_same_figures(viewer):
    lines = list(csv.reader(io.StringIO(file(viewer, "csv").decode("utf-8-sig")), delimiter=";"))
    table, notes = lines[: lines.index([])], lines[lines.index([]) + 1 :]
    book = CalamineWorkbook.from_filelike(io.BytesIO(file(viewer, "xlsx")))
    sheet, told = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert [len(line) for line in sheet] == [len(line) for line in table]
    for ours, theirs in zip(table[1:], sheet[1:], strict=True):
        assert [plain(cell) for cell in ours] == [plain(cell) for cell in theirs]
    assert [tuple(map(str, line)) for line in told] == [tuple(line) for line in notes]
    paper = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file(viewer, "pdf"))).pages)
    for text in ("=HYPERLINK(1)", "Linear: equal shares", "Europe/Paris", "90.0", "Clicks: Clicks by people"):
        assert text in paper


def plain(cell):
    try:
        return round(float(cell), 4)
    except ValueError:
        return str(cell).removeprefix("'")


def test_files_say_what_the_page_says(viewer):
    page = viewer.get(f"/staff/reports/{ADDRESS}").text
    lines = list(csv.DictReader(io.StringIO(file(viewer, "csv").decode("utf-8-sig")), delimiter=";"))
    row = lines[0]
    assert (row["Clicks"], row["Applications"], row["Hires"], row["Cost"]) == ("3", "1.5", "1.0", "90.0")
    for shown in ("=HYPERLINK(1)", ">1.5 <", ">€90", "Other links and campaigns", "Unknown: no tracked link"):
        assert shown in page
    assert {line["Posts"]: line["Applications"] for line in lines[1:4]} == {
        "Other links and campaigns": "0.5",
        "Unknown: no tracked link": "1.0",
        "These posts together": "1.5",
    }


def test_workbook_holds_no_formula(viewer):
    with zipfile.ZipFile(io.BytesIO(file(viewer, "xlsx"))) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())


def test_files_are_french_for_the_french(session, sign_in):
    applied(post(title="Médecin à l’hôpital"))
    viewer = sign_in(role="viewer", language="fr")
    for kind in ("csv", "xlsx", "pdf"):
        assert viewer.get(f"/staff/reports/table.{kind}?days=3650").status_code == 200


def weekly(app, session, at=MONDAY):
    session.commit()
    written = send_weekly(app, at)
    session.expire_all()
    return written, session.query(OutgoingMail).all()


def test_weekly_report_tells_the_week_before(app, session):
    UserFactory(role="viewer", weekly_report=True, language="en")
    applied(post(title="Film"))
    written, mails = weekly(app, session)
    assert (written, len(mails)) == (1, 1)
    for part in (mails[0].text, mails[0].html):
        assert "1 application came" in part
        assert "Film" in part
        assert "/staff/reports/?from=2026-11-09" in part
    assert "9 November" in mails[0].subject


def test_weekly_report_is_written_once_a_week(app, session):
    UserFactory(role="viewer", weekly_report=True)
    assert weekly(app, session)[0] == 1
    assert weekly(app, session, MONDAY + timedelta(days=3))[0] == 0
    assert weekly(app, session, MONDAY + timedelta(days=7))[0] == 1


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"weekly_report": False}, MONDAY),
        ({"weekly_report": True, "active": False}, MONDAY),
        ({"weekly_report": True, "role": "hiring_manager"}, MONDAY),
        ({"weekly_report": True}, MONDAY - timedelta(hours=2)),
        ({"weekly_report": True, "time_zone": "America/Martinique"}, MONDAY),
    ],
    ids=["did not ask", "left", "may not", "before eight", "before eight over there"],
)
def test_weekly_report_leaves_others_alone(app, session, values, at):
    UserFactory(**{"role": "viewer", **values})
    assert weekly(app, session, at) == (0, [])


def test_profile_switches_the_weekly_report(session, sign_in):
    client = sign_in(role="viewer", email="v@x.example")
    sent = {"name": "V", "language": "fr", "time_zone": "Europe/Paris", "weekly_report": "y"}
    client.post("/staff/profile", data=sent)
    session.expire_all()
    assert session.query(User).filter_by(email="v@x.example").one().weekly_report
