"""Clicks are safe whatever fails: the database refuses, hangs, or the disk is full."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from careers.app import create_app
from careers.clock import now
from careers.demo.factories.tracking import LinkFactory
from careers.extensions import db
from careers.tracking import recorder, spool
from careers.tracking.models import Click
from careers.tracking.recorder import Recorder
from tests import databases


def row(number, link_id=1):
    return {
        "id": f"{number:032d}", "link_id": link_id, "at": now(), "verdict": "human", "reason": "", "agent": "",
        "device": "mobile", "referrer": "", "visitor": None,
    }  # fmt: skip


class Refusing:
    """An engine that fails, or waits until it is let go."""

    def __init__(self, error=None):
        self.error, self.gate = error, threading.Event()

    def begin(self):
        if self.error:
            raise self.error
        self.gate.wait()
        raise OSError("it hung")


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(recorder, "PATIENCE", 0.3)


def kept(folder):
    return sum(len(file.read_text().splitlines()) for file in folder.glob("*.clicks"))


def test_refused_clicks_are_all_spooled(tmp_path):
    keeper = Recorder(lambda: Refusing(ConnectionError("gone")), tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keeper.record(row(n)), range(40)))
    assert kept(tmp_path) == 40


def test_hanging_database_holds_nobody_up_for_long(tmp_path, quick):
    hung = Refusing()
    keeper = Recorder(lambda: hung, tmp_path)
    keeper.record(row(1))
    begin = time.monotonic()
    for number in range(2, 12):
        keeper.record(row(number))
    assert time.monotonic() - begin < 0.3
    assert kept(tmp_path) == 11
    hung.gate.set()


def test_full_disk_neither_raises_nor_ends_the_writer(tmp_path, monkeypatch):
    def full(_folder, _rows):
        raise OSError("No space left on device")

    keeper = Recorder(lambda: Refusing(ConnectionError("gone")), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(spool, "keep", full)
        keeper.record(row(1))
    begin = time.monotonic()
    keeper.record(row(2))
    assert time.monotonic() - begin < 2
    assert kept(tmp_path) == 1


def test_two_replays_at_once_count_each_click_once(app, session, tmp_path):
    link = LinkFactory()
    link_id = link.id
    session.commit()
    db.session.remove()
    for number in range(20):
        spool.keep(tmp_path, [row(number, link_id)])
    engine = db.engine
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: spool.replay(engine, tmp_path), range(4)))
    assert db.session.scalar(select(func.count()).select_from(Click)) == 20
    assert kept(tmp_path) == 0


@pytest.mark.parametrize(
    ("host", "status"),
    [("www.jobs.example", 302), ("jobs.example:8000", 302), ("evil.example", 400)],
    ids=["below the domain", "with a port", "foreign"],
)
def test_link_answers_to_the_hosts_that_flask_trusts(built_app, app, session, host, status):
    LinkFactory(code="abc234")
    session.commit()
    db.session.remove()
    config = databases.settings(app, trusted_hosts=".jobs.example,jobs.example")
    strict = create_app(config, TESTING=True)
    try:
        assert strict.test_client().get("/l/abc234", headers={"Host": host}).status_code == status
    finally:
        with strict.app_context():
            db.session.remove()
            db.engine.dispose()
