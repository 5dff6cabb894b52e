"""What a mail server may answer, and a worker that dies: no mail lost, none doubled but the uncertain one."""

import contextlib
import os
import signal
import socketserver
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from careers import mail, smtp
from careers.clock import now
from careers.extensions import db
from careers.mail import MailState
from tests import databases

WORKER = """
import sys
from careers.app import create_app
from careers.clock import now
from careers.config import Config
from careers.extensions import db
from careers import mail
app = create_app(Config(database_url=sys.argv[1], mail_server=sys.argv[2], instance=sys.argv[3]))
with app.app_context():
    mail.deliver_due(db.session(), app.config["CAREERS"], now())
"""


class Server(socketserver.ThreadingTCPServer):
    """A mail server on loopback that answers as it is told; `stop_at` drops, `hangs` waits after the text."""

    daemon_threads = block_on_close = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.answers, self.stop_at, self.hangs = {}, None, Event()
        self.goes_on = Event()
        self.taken, self.steps = [], []
        self.thread = Thread(target=self.serve_forever, args=(0.02,))
        self.thread.start()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.goes_on.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        with contextlib.suppress(OSError, Stopped):
            self.say("connect", "220 here")
            while line := self.rfile.readline().decode("utf-8", "replace").strip():
                step = line.split()[0].upper()
                if step == "DATA":
                    self.say("DATA", "354 go on")
                    self.take_text()
                else:
                    self.say(step, self.server.answers.get(step, "250 fine"))

    def take_text(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.steps.append("text")
        if self.server.hangs.is_set():
            self.server.goes_on.wait(30)
            raise Stopped
        if self.server.stop_at == "text":
            raise Stopped
        answer = self.server.answers.get("text", "250 taken")
        if answer.startswith("250"):
            self.server.taken.append(b"".join(lines))
        self.say("done", answer)

    def say(self, step, answer) -> None:
        self.server.steps.append(step)
        if self.server.stop_at == step:
            raise Stopped
        self.wfile.write(f"{answer}\r\n".encode())


class Stopped(Exception):  # noqa: N818
    """The server drops the connection."""


@pytest.fixture
def server():
    one = Server()
    yield one
    one.stop()


def queued(session, count=1):
    rows = [mail.queue(session, mail.Letter(f"a{n}@mail.example", "Hello", "Héllo")) for n in range(count)]
    session.commit()
    return rows


def deliver(app, session, server, at=None):
    return mail.deliver_due(session, databases.settings(app, mail_server=server.address), at or now())


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("RCPT", "550 no such person", MailState.FAILED),
        ("RCPT", "450 busy", MailState.QUEUED),
        ("MAIL", "421 closing", MailState.QUEUED),
        ("MAIL", "550 not you", MailState.FAILED),
        ("text", "451 later", MailState.QUEUED),
        ("text", "554 spam", MailState.FAILED),
    ],
)
def test_server_that_refuses(app, session, server, step, answer, state):
    row = queued(session)[0]
    server.answers[step] = answer
    assert deliver(app, session, server) == 0
    assert (row.state, row.tries, answer[:3] in row.problem) == (state, 1, True)
    assert server.taken == []
    assert "person" not in row.problem


def test_refused_mail_leaves_when_the_server_is_well_again(app, session, server):
    row = queued(session)[0]
    server.answers["RCPT"] = "450 busy"
    deliver(app, session, server)
    server.answers.clear()
    assert deliver(app, session, server, now() + timedelta(minutes=3)) == 1
    assert (row.state, row.tries, len(server.taken)) == (MailState.SENT, 2, 1)


def test_gaps_grow_over_at_least_four_hours(app, session, server):
    row, at = queued(session)[0], now()
    server.answers["RCPT"], begin, gaps = "450 busy", now(), []
    while row.state is MailState.QUEUED:
        deliver(app, session, server, at)
        gaps.append(row.due_at - at)
        at = row.due_at
    assert gaps == sorted(gaps)
    assert row.state is MailState.FAILED
    assert at - begin >= timedelta(hours=4)


@pytest.mark.parametrize("step", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_connection_that_breaks_before_the_text_is_tried_again(app, session, server, step):
    row = queued(session)[0]
    server.stop_at = step
    deliver(app, session, server)
    assert row.state is MailState.QUEUED
    server.stop_at = None
    assert deliver(app, session, server, now() + timedelta(minutes=3)) == 1


def test_connection_that_breaks_after_the_text_is_uncertain_and_not_repeated(app, session, server):
    row = queued(session)[0]
    server.stop_at = "text"
    deliver(app, session, server)
    assert row.state is MailState.UNCERTAIN
    server.stop_at = None
    assert deliver(app, session, server, now() + timedelta(days=1)) == 0


def test_server_that_hangs_is_left(app, session, server, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    row = queued(session)[0]
    server.hangs.set()
    begin = time.monotonic()
    deliver(app, session, server)
    assert time.monotonic() - begin < 5
    assert row.state is MailState.UNCERTAIN


def test_one_refused_mail_stops_no_other(app, session, server):
    rows = queued(session, 3)
    rows[1].recipient = "Nobody@mail.example"
    session.commit()
    assert deliver(app, session, server) == 3
    assert len(server.taken) == 3
    assert server.steps.count("connect") == 1


def test_uncertain_mail_is_sent_again_by_an_administrator(app, session, server, sign_in):
    row = queued(session)[0]
    server.stop_at = "text"
    deliver(app, session, server)
    server.stop_at = None
    admin = sign_in(role="administrator", language="en")
    page = admin.get("/staff/admin/machinery").text
    assert "uncertain: perhaps sent" in page
    assert "The scheduler has been silent" in page
    assert admin.post(f"/staff/admin/mails/{row.id}/resend").status_code == 302
    session.expire_all()
    assert deliver(app, session, server) == 1
    assert admin.post(f"/staff/admin/mails/{row.id}/resend").status_code == 302
    session.expire_all()
    assert row.state is MailState.SENT  # what was sent is not sent again


def kill_worker_at(app, server, step, tmp_path):
    url = str(app.config["SQLALCHEMY_DATABASE_URI"])
    words = [sys.executable, "-c", WORKER, url, server.address, str(tmp_path)]
    worker = subprocess.Popen(words, cwd=Path(__file__).parent.parent, env={**os.environ})  # noqa: S603
    deadline = time.monotonic() + 30
    while step not in server.steps and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert step in server.steps


@pytest.mark.slow
def test_worker_that_is_killed_leaves_an_uncertain_mail_and_loses_none(app, session, server, tmp_path):
    first, second = queued(session, 2)
    server.hangs.set()
    kill_worker_at(app, server, "text", tmp_path)
    server.hangs.clear()
    server.goes_on.set()
    session.expire_all()
    assert deliver(app, session, server) == 1
    assert (first.state, second.state) == (MailState.SENDING, MailState.SENT)
    session.commit()
    deliver(app, session, server, now() + timedelta(minutes=11))
    session.expire_all()
    assert (first.state, len(server.taken)) == (MailState.UNCERTAIN, 1)


def test_four_workers_send_each_mail_once(app, session, server):
    queued(session, 40)
    config = databases.settings(app, mail_server=server.address)

    def work():
        with app.app_context():
            mail.deliver_due(db.session(), config, now())
            db.session.remove()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.taken) == 40
