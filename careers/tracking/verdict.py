"""Who asked: human, bot or suspect, with the reason. Pure: a user agent and headers go in, a judgement comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from careers.tracking.models import Device, Verdict

LONGEST_AGENT = 300
LONGEST_REASON = 80
FROM_HEADERS = "header: "

# What fetches a page to draw a preview or to check an advertisement, not because somebody reads it.
_PREVIEWS = re.compile(
    r"LinkedInBot|facebookexternalhit|facebookcatalog|Facebot|meta-external\w+|Twitterbot|"
    r"Snap URL Preview|SnapURLPreview|SnapchatAds|TikTokSpider|Slackbot|Slack-ImgProxy|TelegramBot|"
    r"WhatsApp|Discordbot|SkypeUriPreview|Microsoft Office|ms-office|MicrosoftPreview|Mastodon/|Bluesky",
    re.IGNORECASE,
)
# People read inside these applications; their agents look odd, but they are human.
_IN_APP = re.compile(
    r"FBAN/|FBAV/|FB_IAB|MetaIAB|\bInstagram[ /]\d|Snapchat[ /]\d|LinkedInApp|\bBytedanceWebview"
)
_SCRIPTS = re.compile(
    r"^(curl|wget|libcurl|python|aiohttp|httpx|java|go-http|okhttp|axios|node|undici|php|guzzle|ruby|perl|"
    r"libwww|httpie|postman|insomnia|dart|apache-httpclient|dotnet|powershell|http_request|lua|rust|reqwest)",
    re.IGNORECASE,
)
# "Cubot" is a make of telephone.
_BOT_WORDS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|scrap|headless|monitor|preview|validator|scan", re.IGNORECASE
)
_BROWSERS = re.compile(r"^(Mozilla|Opera)/")
_TABLET = re.compile(r"iPad|Tablet|Kindle|Silk/|PlayBook|Android(?!.*Mobi)")
_MOBILE = re.compile(r"Mobi|iPhone|iPod|Android|Snapchat/|LinkedInApp")
_DESKTOP = re.compile(r"Windows NT|Macintosh|X11|CrOS")
_SMALL_VERSION = re.compile(r"(\d+[._]\d+)[._][\d._]*\d")
_DEVICE_BUILD = re.compile(r" Build/[^);]*")
_APP_DETAIL = re.compile(r"\[(FB[A-Z]+/[^;\]]*)[^\]]*\]")


@dataclass(frozen=True)
class Judgement:
    """What was found, and why: a few words that name the rule."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Agent:
    """What is kept of a user agent, and what it says."""

    kept: str
    judgement: Judgement
    device: Device


def is_counted(method: str, headers: Mapping[str, str]) -> bool:
    """Say whether a request is one at all: a HEAD, a prefetch or a preview by the browser is not."""
    if method != "GET":
        return False
    said = (
        headers.get("Sec-Purpose"),
        headers.get("Purpose"),
        headers.get("X-Moz"),
        headers.get("X-Purpose"),
    )
    return not any(
        word in (value or "").lower() for value in said for word in ("prefetch", "preview", "prerender")
    )


def judge(agent: str | None, headers: Mapping[str, str]) -> Judgement:
    """Judge one request by its user agent and by the headers that only robots send."""
    if headers.get("From"):
        return Judgement(Verdict.BOT, f"{FROM_HEADERS}From")
    return read(agent or "").judgement


def judge_again(kept: str, reason: str) -> Judgement | None:
    """Judge from what was kept of a request; None where the headers, which are gone, decided."""
    return None if reason.startswith(FROM_HEADERS) else _judge_agent(kept)


def device_of(agent: str | None) -> Device:
    """Return the class of device that a user agent claims."""
    agent = agent or ""
    for kind, pattern in ((Device.TABLET, _TABLET), (Device.MOBILE, _MOBILE), (Device.DESKTOP, _DESKTOP)):
        if pattern.search(agent):
            return kind
    return Device.UNKNOWN


def shorten(agent: str) -> str:
    """Drop what tells devices apart but no robots: small version numbers, builds, an application's details."""
    for pattern, keep in ((_APP_DETAIL, r"[\1]"), (_DEVICE_BUILD, ""), (_SMALL_VERSION, r"\1")):
        agent = pattern.sub(keep, agent)
    printable = "".join(c if c.isprintable() else " " for c in agent.encode("ascii", "replace").decode())
    return printable[:LONGEST_AGENT].strip()


@lru_cache(maxsize=4096)
def read(agent: str) -> Agent:
    """Return all that a user agent tells; the same few thousand agents come again and again."""
    kept = shorten(agent[:2000])
    return Agent(kept, _judge_agent(kept), device_of(agent[:2000]))


def _judge_agent(agent: str) -> Judgement:
    if not agent:
        return Judgement(Verdict.SUSPECT, "no user agent")
    if found := _PREVIEWS.search(agent):
        return _because(Verdict.BOT, "preview", found[0])
    if _IN_APP.search(agent):
        return Judgement(Verdict.HUMAN, "in-app browser")
    if found := _SCRIPTS.search(agent):
        return _because(Verdict.BOT, "script", found[0])
    if name := _crawler(agent):
        return _because(Verdict.BOT, "crawler", name)
    if found := _BOT_WORDS.search(agent):
        return _because(Verdict.SUSPECT, "word", found[0])
    if not _BROWSERS.match(agent):
        return Judgement(Verdict.SUSPECT, "not a browser")
    return Judgement(Verdict.HUMAN, "")


def _because(verdict: Verdict, kind: str, detail: str) -> Judgement:
    return Judgement(verdict, f"{kind}: {detail}"[:LONGEST_REASON])


def _crawler(agent: str) -> str | None:
    for group in _crawlers():
        if found := group.search(agent):
            return found[0]
    return None


@cache
def _crawlers() -> tuple[re.Pattern[str], ...]:
    """Compile the public list once, in groups: many short alternations are faster than one long."""
    patterns = [entry["pattern"] for entry in CRAWLER_USER_AGENTS_DATA]
    return tuple(re.compile("|".join(patterns[i : i + 25])) for i in range(0, len(patterns), 25))
