"""When each job of the timetable last ran, and how: what the administrator's page shows of the scheduler."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from careers.columns import line
from careers.extensions import Base

EVERY = timedelta(seconds=20)


class Heartbeat(Base):
    """The last run of one job. `problem` names the error of a run that failed, and stays until one succeeds."""

    __tablename__ = "heartbeat"

    job: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    problem: Mapped[line] = mapped_column(default="")


def beat(session: Session, job: str, at: datetime, problem: str = "") -> None:
    """Write that a job ran; a job that runs every few seconds is written every 20 seconds. The caller commits."""
    row = session.get(Heartbeat, job)
    if row is None:
        session.add(Heartbeat(job=job, at=at, problem=problem[:300]))
    elif at - row.at >= EVERY or problem != row.problem:
        row.at, row.problem = at, problem[:300]


def beats(session: Session) -> list[Heartbeat]:
    """Return every job that ever ran, by name."""
    return list(session.scalars(select(Heartbeat).order_by(Heartbeat.job)))
