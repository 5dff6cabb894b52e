"""The outbox: a mail is a row written with whatever caused it, and is sent after the commit.

Without a mail server (the default on a laptop) mails become files in `instance/mail`.
"""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from careers.clock import now
from careers.columns import address, line, primary_key, prose
from careers.config import Config
from careers.extensions import Base
from careers.smtp import Post, Refused, Unsure

GIVE_UP_AFTER = 8  # tries; the gaps double from two minutes, more than eight hours in all
CLAIM_LASTS = timedelta(minutes=10)


class MailState(enum.StrEnum):
    """Where a mail is on its way."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SENDING = "sending"
    UNCERTAIN = "uncertain"


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
    claimed_at: Mapped[datetime | None]
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
    """Send what is due, one row at a time over one connection, and return how many left.

    A row is claimed in a commit of its own before it is sent, so a crash between the server's yes and ours leaves it
    claimed: after ten minutes it shows as uncertain, and only a person sends it again.
    """
    _give_up_claims(session, at)
    sent = 0
    with Post(config) as post:
        while (row := _claim(session, at)) is not None:
            sent += _try_once(row, post, config, at)
            session.commit()
    return sent


def _give_up_claims(session: Session, at: datetime) -> None:
    lost = update(OutgoingMail).where(
        OutgoingMail.state == MailState.SENDING, OutgoingMail.claimed_at < at - CLAIM_LASTS
    )
    session.execute(lost.values(state=MailState.UNCERTAIN, problem="crash"))
    session.commit()


def _claim(session: Session, at: datetime) -> OutgoingMail | None:
    query = (
        select(OutgoingMail)
        .where(OutgoingMail.state == MailState.QUEUED, OutgoingMail.due_at <= at)
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.scalars(query).first()
    if row is not None:
        row.state, row.claimed_at, row.tries = MailState.SENDING, at, row.tries + 1
    session.commit()
    return row


def _try_once(row: OutgoingMail, post: Post, config: Config, at: datetime) -> int:
    try:
        post.send(_as_message(row, config))
    except Unsure as doubt:
        row.state, row.problem = MailState.UNCERTAIN, str(doubt)
    except Refused as refusal:
        row.problem, row.due_at = str(refusal), at + timedelta(minutes=2**row.tries)
        is_over = refusal.is_permanent or row.tries >= GIVE_UP_AFTER
        row.state = MailState.FAILED if is_over else MailState.QUEUED
    else:
        row.state, row.sent_at, row.problem = MailState.SENT, at, ""
        return 1
    return 0


def send_again(row: OutgoingMail, at: datetime) -> None:
    """Put a mail that failed, or that nobody knows about, back into the outbox with all its tries."""
    if row.state in {MailState.FAILED, MailState.UNCERTAIN}:
        row.state, row.tries, row.due_at, row.problem = MailState.QUEUED, 0, at, ""


def outbox(state: MailState | None = None) -> Select[OutgoingMail]:
    """Return the mails of a state, or all that did not leave, newest first."""
    query = select(OutgoingMail).order_by(OutgoingMail.id.desc())
    if state is not None:
        return query.where(OutgoingMail.state == state)
    return query.where(OutgoingMail.state != MailState.SENT)


def counts(session: Session) -> dict[MailState, int]:
    """Return how many mails are in each state."""
    rows = session.execute(select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state))
    return {state: count for state, count in rows}


def _as_message(row: OutgoingMail, config: Config) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = config.mail_from, row.recipient, row.subject
    message["Message-ID"], message["Date"] = row.message_id, row.created_at
    message.set_content(row.text)
    if row.html:
        message.add_alternative(row.html, subtype="html")
    return message
