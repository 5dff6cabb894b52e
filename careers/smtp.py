"""One connection to the mail server, and what its answers mean. Without a server mails become files."""

import smtplib
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

from careers.clock import now
from careers.config import Config

TIMEOUT = 20  # seconds for each answer of the server


class Refused(OSError):
    """The mail did not leave: for ever (the server said 5xx) or for now."""

    def __init__(self, problem: str, *, is_permanent: bool) -> None:
        super().__init__(problem)
        self.is_permanent = is_permanent


class Unsure(OSError):
    """The connection broke after the text was sent and before the server said whether it took it."""


class Post:
    """Sends messages over one connection, opened at the first; a context manager that closes it."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection politely, and not at all if it is broken."""
        self._close()

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; raises Refused or Unsure."""
        if not self._config.mail_server:
            _write_file(message, self._config.instance / "mail")
            return
        is_text_sent = False
        try:
            client = self._connected()
            client.said_data = False
            client.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            is_text_sent = self._client is not None and getattr(self._client, "said_data", False)
            self._close()
            raise _meaning(error, is_text_sent=is_text_sent) from error

    def _connected(self) -> Any:
        if self._client is None:
            self._client = _connect(self._config.mail_server)
        return self._client

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.quit()
            except (OSError, smtplib.SMTPException):
                client.close()


class _Noting:
    """Notes that a part of a message's text went out, which smtplib does not tell."""

    said_data = False
    _is_in_data = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self._is_in_data = True
        try:
            answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        finally:
            self._is_in_data = False
        self.said_data = False
        return answer

    def send(self, s: Any) -> None:
        if self._is_in_data and s not in {"data\r\n", b"data\r\n"}:
            self.said_data = True
        super().send(s)  # type: ignore[misc]


class _Plain(_Noting, smtplib.SMTP):
    pass


class _Secure(_Noting, smtplib.SMTP_SSL):
    pass


def _connect(address: str) -> smtplib.SMTP:
    server = urlsplit(address)
    kind = _Secure if server.scheme == "smtps" else _Plain
    client = kind(server.hostname or "localhost", server.port or 0, timeout=TIMEOUT)
    if server.scheme == "smtp+starttls":
        client.starttls()
    if server.username:
        client.login(unquote(server.username), unquote(server.password or ""))
    return client


def _meaning(error: Exception, *, is_text_sent: bool) -> OSError:
    """Return what an error means for the mail; the server's texts may name people, so only codes are kept."""
    name, codes = type(error).__name__, _codes(error)
    if codes:
        return Refused(f"{name} {min(codes)}", is_permanent=all(500 <= code < 600 for code in codes))
    if is_text_sent:
        return Unsure(name)
    return Refused(name, is_permanent=False)


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return [error.smtp_code]
    return []


def _write_file(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%d-%H%M%S-%f}.eml"
    (folder / name).write_bytes(bytes(message))
