"""The outbox: a mail is a row written with whatever caused it, and is sent after the commit.

Without a mail server (the default on a laptop) mails become files in `instance/mail`.
"""

import enum
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from careers.clock import now
from careers.columns import address, line, primary_key, prose
from careers.config import Config
from careers.extensions import Base

GIVE_UP_AFTER = 8


class MailState(enum.StrEnum):
    """Where a mail is on its way."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Letter:
    """A mail as a value: what a `mails` room returns."""

    recipient: str
    subject: str
    text: str
    html: str = ""


class OutgoingMail(Base):
    """One mail to one person, from the moment it was caused until it left."""

    __tablename__ = "outgoing_mail"

    id: Mapped[primary_key]
    recipient: Mapped[address]
    subject: Mapped[line]
    text: Mapped[prose]
    html: Mapped[prose] = mapped_column(default="")
    message_id: Mapped[line] = mapped_column(unique=True)
    state: Mapped[MailState] = mapped_column(default=MailState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now, index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    problem: Mapped[line] = mapped_column(default="")


def _message_id(key: str) -> str:
    return f"<{key}@careers.invalid>"


def is_known(session: Session, key: str) -> bool:
    """Say whether a letter with this key was queued before, sent or not."""
    query = select(OutgoingMail.id).where(OutgoingMail.message_id == _message_id(key))
    return session.scalar(query) is not None


def queue(session: Session, letter: Letter, key: str | None = None) -> OutgoingMail:
    """Put a letter into the outbox of this transaction; line breaks in the subject become blanks.

    A letter with a `key` exists at most once: the database refuses the second with an IntegrityError.
    """
    row = OutgoingMail(
        recipient=letter.recipient,
        subject=" ".join(letter.subject.split())[:290],
        text=letter.text,
        html=letter.html,
        message_id=_message_id(key) if key else make_msgid(domain="careers.invalid"),
    )
    session.add(row)
    session.flush()
    return row


def deliver_due(session: Session, config: Config, at: datetime) -> int:
    """Send what is due, one row and one commit at a time, and return how many left."""
    query = (
        select(OutgoingMail)
        .where(OutgoingMail.state == MailState.QUEUED, OutgoingMail.due_at <= at)
        .order_by(OutgoingMail.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    sent = 0
    while (row := session.scalars(query).first()) is not None:
        sent += _try_once(row, config, at)
        session.commit()
    return sent


def _try_once(row: OutgoingMail, config: Config, at: datetime) -> int:
    row.tries += 1
    try:
        _send(_as_message(row, config), config)
    except (OSError, smtplib.SMTPException) as error:
        row.problem = type(error).__name__
        row.due_at = at + timedelta(minutes=2**row.tries)
        if row.tries >= GIVE_UP_AFTER or isinstance(error, smtplib.SMTPRecipientsRefused):
            row.state = MailState.FAILED
        return 0
    row.state, row.sent_at, row.problem = MailState.SENT, at, ""
    return 1


def _as_message(row: OutgoingMail, config: Config) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = config.mail_from, row.recipient, row.subject
    message["Message-ID"], message["Date"] = row.message_id, row.created_at
    message.set_content(row.text)
    if row.html:
        message.add_alternative(row.html, subtype="html")
    return message


def _send(message: EmailMessage, config: Config) -> None:
    if not config.mail_server:
        _write_file(message, config.instance / "mail")
        return
    server = urlsplit(config.mail_server)
    client = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    with client(server.hostname or "localhost", server.port or 0, timeout=20) as connection:
        if server.scheme == "smtp+starttls":
            connection.starttls()
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)


def _write_file(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%d-%H%M%S-%f}.eml"
    (folder / name).write_bytes(bytes(message))
