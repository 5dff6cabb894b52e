"""Who asked, by user agent and headers."""

import time

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from careers.tracking import verdict
from careers.tracking.models import Device, Verdict
from tests.tracking import agents

# The public list holds these by mistake: the browser inside Facebook, and a telephone's build number.
PEOPLE_IN_APPS = {"MetaIAB Facebook", "AP3A\\.240617\\.008"}


@pytest.mark.parametrize(
    "name",
    [
        "IPHONE",
        "PIXEL",
        "FIREFOX",
        "IPAD",
        "CUBOT",
        "FACEBOOK_APP",
        "INSTAGRAM_APP",
        "SNAPCHAT_APP",
        "LINKEDIN_APP",
    ],
)
def test_browsers_and_in_app_browsers_are_human(name: str) -> None:
    assert verdict.judge(getattr(agents, name), {}).verdict is Verdict.HUMAN


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        (agents.LINKEDIN_BOT, "preview: LinkedInBot"),
        (agents.FACEBOOK_BOT, "preview: facebookexternalhit"),
        (agents.SNAP_BOT, "preview: Snap URL Preview"),
        (agents.WHATSAPP, "preview: WhatsApp"),
        ("meta-externalfetcher/1.1", "preview: meta-externalfetcher"),
        ("Mozilla/5.0 (compatible; TikTokSpider; a@b.example)", "preview: TikTokSpider"),
        (agents.GOOGLEBOT, "crawler: Googlebot/"),
        ("curl/8.5.0", "script: curl"),
        ("python-requests/2.32.3", "script: python"),
    ],
)
def test_bots_are_named_in_the_reason(agent: str, reason: str) -> None:
    assert verdict.judge(agent, {}) == verdict.Judgement(Verdict.BOT, reason)


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        ("", "no user agent"),
        (None, "no user agent"),
        ("Something/1.0", "not a browser"),
        ("Mozilla/5.0 (compatible; UnheardOfBot)", "word: Bot"),
    ],
)
def test_what_is_not_sure_is_suspect_with_a_reason(agent: str | None, reason: str) -> None:
    assert verdict.judge(agent, {}) == verdict.Judgement(Verdict.SUSPECT, reason)


def test_a_crawler_that_gives_its_address_is_a_bot_for_good() -> None:
    found = verdict.judge(agents.FIREFOX, {"From": "robot@example.org"})
    assert (found.verdict, found.reason) == (Verdict.BOT, "header: From")
    assert verdict.judge_again(agents.FIREFOX, found.reason) is None


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [
        ("GET", {}, True),
        ("HEAD", {}, False),
        ("GET", {"Purpose": "prefetch"}, False),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}, False),
        ("GET", {"X-Moz": "prefetch"}, False),
        ("GET", {"X-Purpose": "preview"}, False),
    ],
)
def test_head_and_prefetch_are_not_counted(method: str, headers: dict[str, str], counted: bool) -> None:
    assert verdict.is_counted(method, headers) is counted


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("IPHONE", "mobile"),
        ("PIXEL", "mobile"),
        ("IPAD", "tablet"),
        ("FIREFOX", "desktop"),
        ("WHATSAPP", "unknown"),
    ],
)
def test_devices_are_told_by_class(name: str, device: str) -> None:
    assert verdict.device_of(getattr(agents, name)) is Device(device)


def test_what_is_kept_tells_no_build_and_no_small_version() -> None:
    assert verdict.shorten(agents.PIXEL) == (
        "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/124.0 Mobile Safari/537.36"
    )
    assert "iPhone14,5" not in verdict.shorten(agents.FACEBOOK_APP)


def test_no_crawler_of_the_public_list_becomes_human() -> None:
    bots = [entry for entry in CRAWLER_USER_AGENTS_DATA if entry["pattern"] not in PEOPLE_IN_APPS]
    known = [agent for entry in bots for agent in entry.get("instances", [])]
    humans = [agent for agent in known if verdict.judge(agent, {}).verdict is Verdict.HUMAN]
    assert len(known) > 1000
    assert humans == []


def test_judging_what_was_kept_gives_the_same_again() -> None:
    for name in (name for name in vars(agents) if name.isupper()):
        first = verdict.read(getattr(agents, name))
        assert verdict.judge_again(first.kept, first.judgement.reason) == first.judgement


def test_a_known_agent_costs_microseconds() -> None:
    verdict.judge(agents.IPHONE, {})
    start = time.perf_counter()
    for _ in range(1000):
        verdict.judge(agents.IPHONE, {})
    assert time.perf_counter() - start < 0.2
