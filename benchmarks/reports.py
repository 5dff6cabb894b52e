"""How long staff pages take on a large installation: `python -m benchmarks.reports [CLICKS] [APPLICATIONS]`.

Builds the demo, adds clicks, views and applications over 60 days, seals the days, then asks each page 20 times.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from careers.accounts import queries as accounts
from careers.app import MIGRATIONS, create_app
from careers.applicants import summary
from careers.applicants.models import (
    Application,
    Candidate,
    ConsentTier,
    Journey,
    JourneyTouch,
    Stage,
    StageChange,
)
from careers.campaigns.models import Post
from careers.clock import local_date, now
from careers.config import Config
from careers.demo import build
from careers.extensions import db
from careers.tracking import daily
from careers.tracking.models import Click, Device, Page, PageView, Verdict
from tests import postgres

PAGES = (
    "/staff/",
    "/staff/reports/?days=90",
    "/staff/reports/?days=90&level=channel",
    "/staff/reports/?days=90&model=time-decay",
    "/staff/reports/?days=30&model=linear",
    "/staff/reports/credit?days=90&level=channel",
    "/staff/reports/credit?days=90",
    "/staff/campaigns/1",
    "/staff/applications",
)
AT_ONCE = 20_000
ZONE = "Europe/Paris"
FIRST_ID = 1_000_000


def main() -> None:
    """Measure on both databases and print a table."""
    clicks, applications = (int(word) for word in (*sys.argv[1:3], "1000000", "50000")[:2])
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/large.sqlite3", "PostgreSQL": postgres.fresh_database("large")}
        for name, url in urls.items():
            print(f"{name}: {clicks:,} clicks, {applications:,} applications")
            measure(create_app(Config(instance=Path(folder), database_url=url)), clicks, applications)


def measure(app: Flask, clicks: int, applications: int) -> None:
    """Fill the database of an application, then print the median and the 95th percentile of each page."""
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        session = db.session()
        build.build(session, now(), Path(app.instance_path) / "uploads")
        fill(session, Random(1), clicks, applications)  # noqa: S311  a reproducible load
        timed("summary of paths rebuilt", lambda: summary.rebuild(session))
        timed("days sealed", lambda: daily.seal(session, local_date(now(), ZONE), ZONE))
        session.commit()
        person = accounts.user_by_email(session, "admin@val-darbois.example")
        key = person.fs_uniquifier if person else ""
        db.session.remove()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(_user_id=key, _fresh=True, fs_cc="set", fs_paa=now().timestamp())
    for path in PAGES:
        ask(client, path)


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long something takes."""
    begin = time.perf_counter()
    work()
    print(f"  {name}: {time.perf_counter() - begin:.1f} s")


def ask(client: FlaskClient, path: str) -> None:
    """Ask a page 20 times."""
    took = []
    for _ in range(20):
        begin = time.perf_counter()
        assert client.get(path).status_code == 200
        took.append(1000 * (time.perf_counter() - begin))
    took.sort()
    print(f"  {path:46} median {took[10]:5.0f} ms, p95 {took[18]:5.0f} ms")


def fill(session: Session, chance: Random, clicks: int, applications: int) -> None:
    """Add clicks, half as many views, and applications with two touches each, spread over 60 days."""
    end = now()
    links = [row.link_id for row in session.scalars(select(Post)) if row.link_id]
    openings = [one for one in session.scalars(select(Post.opening_id).distinct()) if one]
    stages = list(session.scalars(select(Stage.id)))
    moment = lambda: end - timedelta(seconds=chance.randrange(60 * 86_400))  # noqa: E731
    for _ in range(0, clicks, AT_ONCE):
        session.execute(insert(Click), [click(chance, links, moment()) for _ in range(AT_ONCE)])
    for _ in range(0, clicks // 2, AT_ONCE):
        session.execute(insert(PageView), [view(chance, links, openings, moment()) for _ in range(AT_ONCE)])
    for begin in range(0, applications, AT_ONCE):
        numbers = range(FIRST_ID + begin, FIRST_ID + min(begin + AT_ONCE, applications))
        add_applications(session, chance, numbers, links, openings, stages, moment)
    session.commit()


def click(chance: Random, links: list[int], at: datetime) -> dict[str, Any]:
    """Return one click, one in seven of a robot."""
    verdict = Verdict.HUMAN if chance.random() < 0.85 else Verdict.BOT
    key = UUID(int=chance.getrandbits(128)).hex
    row = {"id": key, "link_id": chance.choice(links), "at": at, "verdict": verdict, "reason": ""}
    return {**row, "agent": "", "device": Device.MOBILE, "referrer": ""}


def view(chance: Random, links: list[int], openings: list[int], at: datetime) -> dict[str, Any]:
    """Return one view of a job page."""
    row = {"at": at, "page": Page.JOB, "subject_id": chance.choice(openings), "link_id": chance.choice(links)}
    return {**row, "verdict": Verdict.HUMAN, "reason": "", "device": Device.MOBILE}


def add_applications(  # noqa: PLR0913  what rows are drawn from
    session: Session,
    chance: Random,
    numbers: range,
    links: list[int],
    openings: list[int],
    stages: list[int],
    moment: Callable[[], datetime],
) -> None:
    """Add applications with candidate, journey, two touches and one move each."""
    people, sent, journeys, touches, moves = [], [], [], [], []
    for n in numbers:
        at, stage, key = moment(), chance.choice(stages), UUID(int=chance.getrandbits(128)).hex
        people.append(
            {"id": n, "key": key, "email": f"x{n}@mail.example", "first_name": "A", "last_name": f"N{n}"}
        )
        row = {
            "id": n,
            "key": key,
            "reference": f"X{n}",
            "form_key": key,
            "candidate_id": n,
            "stage_id": stage,
        }
        sent.append({**row, "opening_id": chance.choice(openings), "stage_since": at, "received_at": at})
        journeys.append(
            {"id": n, "application_id": n, "tier": ConsentTier.LINK, "window_days": 90, "frozen_at": at}
        )
        for place in (1, 2):
            seen = at - timedelta(hours=3 - place)
            touches.append({"journey_id": n, "position": place, "link_id": chance.choice(links), "at": seen})
        moves.append({"application_id": n, "to_stage_id": stage, "at": at})
    for table, rows in ((Candidate, people), (Application, sent), (Journey, journeys), (JourneyTouch, touches),
                        (StageChange, moves)):  # fmt: skip
        session.execute(insert(table), rows)


if __name__ == "__main__":
    main()
