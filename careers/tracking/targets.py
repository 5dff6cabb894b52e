"""Where a link may lead, and where exactly it lands. Pure."""

from collections.abc import Collection, Iterable
from urllib.parse import SplitResult, urlencode, urlsplit

LONGEST_TARGET = 500


def is_allowed(target: str, domains: Collection[str] = frozenset()) -> bool:
    """Say whether a link may lead there: a path of ours, or https on one of the domains or below it."""
    if (
        not target
        or len(target) > LONGEST_TARGET
        or "\\" in target
        or not target.isprintable()
        or " " in target
    ):
        return False
    if target.startswith("/"):
        return not target.startswith("//")
    try:
        parts = urlsplit(target)
        return _is_plain(parts) and _is_within((parts.hostname or "").lower(), domains)
    except ValueError:
        return False


def join(target: str, values: Iterable[tuple[str, str]]) -> str:
    """Return the target with the values added to its query, before its fragment; empty values are left out."""
    parts = urlsplit(target)
    added = urlencode([(name, value) for name, value in values if value])
    query = "&".join(part for part in (parts.query, added) if part)
    return parts._replace(query=query).geturl()


def _is_plain(parts: SplitResult) -> bool:
    return parts.scheme == "https" and "@" not in parts.netloc and parts.port in {None, 443}


def _is_within(host: str, domains: Collection[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
