"""The demo: worth looking at, always the same, never over real data."""

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from careers.accounts import queries as accounts
from careers.cli import main
from careers.clock import now
from careers.demo import build
from careers.demo.factories.openings import OpeningFactory
from careers.openings.models import Opening
from careers.tracking.models import Click, Verdict


def demo(app):
    return CliRunner().invoke(main, ["demo"], obj=ScriptInfo(create_app=lambda *_: app))


def test_demo_holds_what_it_promises(app, session):
    result = demo(app)
    assert result.exit_code == 0, result.output
    assert build.counts(session) == {"openings": 30, "posts": 120, "applications": 200}
    assert accounts.organisation(session).is_demo
    assert session.query(Click).filter_by(verdict=Verdict.BOT).count() > 100


def test_demo_never_touches_other_data(app, session):
    OpeningFactory(title="Real")
    session.commit()
    result = demo(app)
    assert result.exit_code == 1
    assert "Nothing was changed" in result.output
    assert [one.title for one in session.query(Opening)] == ["Real"]


def test_demo_is_the_same_every_time(app, session, tmp_path):
    at, found = now(), []
    for _ in range(2):
        build.build(session, at, tmp_path)
        found.append(sorted((c.at, c.verdict.value) for c in session.query(Click)))
        session.rollback()
        session.expunge_all()
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "path",
    [
        "/staff/",
        "/staff/openings",
        "/staff/campaigns",
        "/staff/applications",
        "/staff/applications/board",
        "/staff/reports/",
        "/jobs",
    ],
)
def test_every_main_page_shows_the_demo(app, session, sign_in, tmp_path, path):
    build.build(session, now(), tmp_path)
    session.commit()
    page = sign_in(accounts.user_by_email(session, "admin@val-darbois.example")).get(path)
    assert page.status_code == 200
    assert 'class="empty"' not in page.text
