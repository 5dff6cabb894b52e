"""Mails leave after the commit, once, and try again when the server refuses."""

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller

from careers import mail
from careers.clock import now
from tests import databases


class Server:
    """Takes mails, or answers with the code it is given."""

    def __init__(self) -> None:
        self.letters, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.letters.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server():
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.address = f"smtp://127.0.0.1:{controller.port}"
    yield handler
    controller.stop()


def letter(**values):
    return mail.Letter(**{"recipient": "a@mail.example", "subject": "Hello", "text": "Héllo"} | values)


def test_queued_mail_is_sent_once(app, session, server):
    mail.queue(session, letter())
    session.commit()
    config = databases.settings(app, mail_server=server.address)
    assert [mail.deliver_due(session, config, now()) for _ in range(2)] == [1, 0]
    assert server.letters[0].rcpt_tos == ["a@mail.example"]


def test_refused_mail_tries_again_later(app, session, server):
    row = mail.queue(session, letter())
    session.commit()
    config = databases.settings(app, mail_server=server.address)
    server.answer = "451 try later"
    assert mail.deliver_due(session, config, now()) == 0
    server.answer = "250 OK"
    assert mail.deliver_due(session, config, now()) == 0
    assert mail.deliver_due(session, config, now() + timedelta(minutes=5)) == 1
    assert row.tries == 2


def test_mail_that_nobody_takes_is_given_up(app, session):
    row = mail.queue(session, letter())
    session.commit()
    config = databases.settings(app, mail_server="smtp://127.0.0.1:1")
    at = now()
    for _ in range(mail.GIVE_UP_AFTER):
        at += timedelta(days=1)
        mail.deliver_due(session, config, at)
    assert row.state is mail.MailState.FAILED


def test_line_break_in_a_subject_adds_no_header(app, session, server):
    mail.queue(session, letter(subject="Hi\r\nBcc: x@evil.example"))
    session.commit()
    mail.deliver_due(session, databases.settings(app, mail_server=server.address), now())
    assert server.letters[0].rcpt_tos == ["a@mail.example"]
    assert b"\nBcc:" not in server.letters[0].content


def test_without_a_server_mails_become_files(app, session):
    mail.queue(session, letter())
    session.commit()
    mail.deliver_due(session, app.config["CAREERS"], now())
    assert list((app.config["CAREERS"].instance / "mail").glob("*.eml"))
