"""The redirect: a small WSGI callable before Flask, because this is the one address that crowds follow at once.

It answers live links only. Whatever else is asked, an unknown or disabled code among it, goes on to Flask.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from careers.clock import now
from careers.tracking import consent, verdict
from careers.tracking.directory import Directory, Entry
from careers.tracking.recorder import Recorder
from careers.tracking.spool import Row

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = structlog.get_logger()
PREFIX = "/l/"
_HEADERS = {
    "From": "HTTP_FROM",
    "Sec-Purpose": "HTTP_SEC_PURPOSE",
    "Purpose": "HTTP_PURPOSE",
    "X-Moz": "HTTP_X_MOZ",
    "X-Purpose": "HTTP_X_PURPOSE",
}


class Redirect:
    """Mounts the redirect before an application; `hosts` are the trusted names, none of them meaning any.

    `recognises` says whether the installation asks candidates for consent to be recognised.
    """

    def __init__(
        self,
        app: Wsgi,
        directory: Directory,
        recorder: Recorder,
        hosts: Iterable[str] = (),
        recognises: Callable[[], bool] = lambda: False,
    ) -> None:
        self.app, self.directory, self.recorder = app, directory, recorder
        self.hosts, self.recognises = list(hosts), recognises

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a live link with 302, its click stored before; hand everything else on."""
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if not path.startswith(PREFIX) or method not in {"GET", "HEAD"} or not self._is_our_host(environ):
            return self.app(environ, start_response)
        entry = self._find(path[len(PREFIX) :].lower())
        if entry is None or not entry.is_live:
            return self.app(environ, start_response)
        headers = {name: environ[key] for name, key in _HEADERS.items() if key in environ}
        if verdict.is_counted(method, headers):
            visitor = _visitor(environ) if self.recognises() else None
            self.recorder.record({**click(entry, environ, headers), "visitor": visitor})
        start_response("302 Found", [*_ANSWER, ("Location", entry.landing)])
        return [b""]

    def _find(self, code: str) -> Entry | None:
        try:
            return self.directory.find(code)
        except SQLAlchemyError as error:
            log.warning("links not read", problem=type(error).__name__)
            return self.directory.known(code)

    def _is_our_host(self, environ: dict[str, Any]) -> bool:
        return not self.hosts or host_is_trusted(environ.get("HTTP_HOST", ""), self.hosts)


_ANSWER = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Length", "0"),
]


def click(entry: Entry, environ: dict[str, Any], headers: dict[str, str]) -> Row:
    """Return a request as a row of clicks: no address of the visitor, the site alone of the referrer."""
    text = environ.get("HTTP_USER_AGENT", "")
    agent, judgement = verdict.read(text), verdict.judge(text, headers)
    return {
        "id": uuid.uuid4().hex,
        "link_id": entry.link_id,
        "at": now(),
        "verdict": judgement.verdict,
        "reason": judgement.reason,
        "agent": agent.kept,
        "device": agent.device,
        "referrer": _site_of(environ.get("HTTP_REFERER", "")),
        "visitor": None,
    }


def _visitor(environ: dict[str, Any]) -> str | None:
    """Return what is stored of a browser that agreed to be recognised."""
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    return consent.visitor_of(cookies.get(consent.COOKIE), environ.get("HTTP_SEC_GPC"))


def _site_of(referrer: str) -> str:
    """Return the host of a referrer; what cannot be read is empty."""
    try:
        return (urlsplit(referrer).hostname or "")[:100]
    except ValueError:
        return ""
