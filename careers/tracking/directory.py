"""All links in memory: code to landing, brought up to date so that a change is noticed within two seconds."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from careers.sqlite import reading
from careers.tracking.models import Link
from careers.tracking.service import landing_of

LOOK_EVERY = 1.0
AT_LATEST = 2.0
# A change becomes visible when its transaction commits, a little after the time that it carries.
OVERLAP = timedelta(seconds=60)
MOST_MISSES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a live link leads; a disabled one leads nowhere."""

    link_id: int
    landing: str
    is_live: bool


class Directory:
    """The links of one process. Asking for a code costs a look into a dictionary."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing any more; the next question reads every link."""
        self._entries: dict[str, Entry] = {}
        self._misses: dict[str, float] = {}
        self._looked = -AT_LATEST
        self._newest: datetime | None = None

    def find(self, code: str) -> Entry | None:
        """Return the entry of a code in lower case, or None if there is no such link."""
        age = time.monotonic() - self._looked
        if age > LOOK_EVERY and self._lock.acquire(blocking=age > AT_LATEST):
            try:
                if time.monotonic() - self._looked > LOOK_EVERY:
                    self._look()
            finally:
                self._lock.release()
        return self._entries.get(code) or self._ask(code)

    def known(self, code: str) -> Entry | None:
        """Return what memory says, for when the database cannot be asked."""
        return self._entries.get(code)

    def _look(self) -> None:
        """Read what changed. Whether it succeeds or not, the next look comes in a second, not at once for everybody."""
        self._looked = time.monotonic()
        query = select(Link)
        if self._newest is not None:
            query = query.where(Link.changed_at > self._newest - OVERLAP)
        with reading(), Session(self._engine()) as session:
            for link in session.scalars(query):
                self._learn(link)

    def _learn(self, link: Link) -> Entry:
        entry = Entry(link.id, landing_of(link), link.is_live)
        self._entries[link.code] = entry
        self._newest = max(self._newest or link.changed_at, link.changed_at)
        return entry

    def _ask(self, code: str) -> Entry | None:
        """Ask the database for a code that is not known, at most once a second for each."""
        now = time.monotonic()
        if len(code) > 16 or not (code.isascii() and code.isalnum()) or self._misses.get(code, 0.0) > now:
            return None
        with reading(), Session(self._engine()) as session:
            link = session.scalars(select(Link).where(Link.code == code)).first()
            if link is not None:
                return self._learn(link)
        if len(self._misses) >= MOST_MISSES:
            self._misses.clear()
        self._misses[code] = now + LOOK_EVERY
        return None
