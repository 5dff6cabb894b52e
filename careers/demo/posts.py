"""Eight campaigns with 120 posts, their links and two months of clicks with robots among them."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from careers.accounts.models import User
from careers.campaigns.models import Campaign, Channel, Network, Post, PostState
from careers.demo.factories.campaigns import CampaignFactory, PostFactory
from careers.demo.factories.tracking import LinkFactory
from careers.openings.models import Opening, OpeningState
from careers.tracking.models import Click, Device, Page, PageView, Verdict

CAMPAIGNS: tuple[tuple[str, str, int, int, int], ...] = (
    # name, slug, first day (days ago), length in days, first opening
    ("Médecins pour le Val", "medecins-pour-le-val", 58, 90, 0),
    ("Installez-vous à Salins", "installez-vous-a-salins", 45, 60, 1),
    ("Soignants d'automne", "soignants-automne", 55, 50, 10),
    ("Métiers du social", "metiers-du-social", 40, 60, 12),
    ("Routes et hiver", "routes-et-hiver", 30, 45, 14),
    ("Alternance", "alternance", 25, 60, 18),
    ("Talents du numérique", "talents-du-numerique", 60, 40, 15),
    ("Collèges : en cuisine !", "colleges-en-cuisine", 12, 45, 16),
)
POPULAR = {
    Network.LINKEDIN: 34,
    Network.FACEBOOK: 40,
    Network.INSTAGRAM: 22,
    Network.X: 9,
    Network.SNAPCHAT: 12,
    Network.YOUTUBE: 8,
    Network.NEWSLETTER: 14,
    Network.POSTER: 6,
}
TEXTS = (
    "{place} cherche : {job}. Venez travailler avec nous : {{link}}",
    "Ils ont choisi le Val-d'Arbois. Et vous ? {job}, {place} – {{link}}",
    "Dernières semaines pour candidater : {job} à {place}. {{link}}",
    "Une journée avec… {job}. L'équipe de {place} vous raconte. {{link}}",
)
BOTS = (
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"


@dataclass(frozen=True)
class Told:
    """What the demo knows of one published post: the post and the times of its human clicks."""

    post: Post
    clicks: list[datetime]


def campaigns(chance: Random, at: datetime, openings: list[Opening], owner: User) -> list[Campaign]:
    """Make the campaigns, each for up to four live openings of one kind."""
    made: list[Campaign] = []
    for name, slug, ago, length, first in CAMPAIGNS:
        starts = (at - timedelta(days=ago)).date()
        chosen = [one for one in openings[first : first + 4] if one.state is not OpeningState.DRAFT]
        made.append(
            CampaignFactory(
                name=name,
                slug=slug,
                starts_on=starts,
                ends_on=starts + timedelta(days=length),
                openings=chosen,
                owner=owner,
                goal_applications=chance.choice((15, 20, 30)),
                goal_hires=chance.choice((1, 2, 3)),
                budget_cents=chance.choice((80_000, 150_000, 250_000)),
            )
        )
    return made


def posts(
    chance: Random, at: datetime, made: list[Campaign], channels: list[Channel], author: User
) -> list[Post]:
    """Make 15 posts per campaign, spread over its days; those before today are published."""
    found = []
    for campaign in made:
        days = (campaign.ends_on - campaign.starts_on).days
        for n in range(15):
            planned = datetime(*campaign.starts_on.timetuple()[:3], 9, 30, tzinfo=at.tzinfo) + timedelta(
                days=n * days / 15, hours=chance.choice((-1, 0, 2, 8))
            )
            found.append(_post(chance, at, campaign, channels[n % len(channels)], planned, author))
    return found


def _post(
    chance: Random, at: datetime, campaign: Campaign, channel: Channel, planned: datetime, author: User
) -> Post:
    opening = chance.choice(campaign.openings)
    place = opening.workplace.city if opening.workplace else "Montreval"
    is_paid = (
        channel.network in {Network.LINKEDIN, Network.FACEBOOK, Network.INSTAGRAM} and chance.random() < 0.3
    )
    state = PostState.PUBLISHED
    if planned > at:
        state = chance.choice((PostState.READY, PostState.DRAFT, PostState.IDEA))
    post = PostFactory(
        campaign=campaign,
        channel=channel,
        opening=opening,
        title=f"{opening.title} – {channel.name.split(' ')[0]}",
        text=chance.choice(TEXTS).format(place=place, job=opening.title),
        planned_at=planned,
        state=state,
        author=author,
        is_sponsored=is_paid,
        cost_cents=chance.choice((4_000, 8_000, 15_000)) if is_paid else None,
        created_at=planned - timedelta(days=7),
    )
    if state in {PostState.READY, PostState.PUBLISHED}:
        _give_link(chance, post, campaign, channel, opening)
    if state is PostState.PUBLISHED:
        post.published_at = planned + timedelta(minutes=chance.randint(0, 90))
        post.public_url = f"{channel.address}/posts/{post.id}"
    return post


def _give_link(chance: Random, post: Post, campaign: Campaign, channel: Channel, opening: Opening) -> None:
    code = "".join(chance.choice("23456789abcdefghjkmnpqrstvwxyz") for _place in range(7))
    medium = channel.paid_medium if post.is_sponsored else channel.organic_medium
    post.link = LinkFactory(
        code=code,
        target=f"/jobs/{opening.slug}",
        label=post.title,
        utm_source=channel.utm_source,
        utm_medium=medium,
        utm_campaign=campaign.slug,
        utm_content=f"p{post.id}",
        created_at=post.created_at,
        changed_at=post.created_at,
    )


def clicks(session: Session, chance: Random, at: datetime, found: list[Post]) -> list[Told]:
    """Store clicks and visits of the published posts, most of them in the first days after each."""
    told, rows, views = [], [], []
    for post in found:
        if post.published_at is None or post.link is None:
            continue
        times = _times(chance, post, at)
        told.append(Told(post, times))
        rows += [_click(chance, post, time, Verdict.HUMAN, "", PHONE) for time in times]
        rows += [_bot(chance, post) for _n in range(chance.randint(2, 6))]
        views += [view for time in times for view in _views(chance, post, time)]
    session.execute(insert(Click), rows)
    session.execute(insert(PageView), views)
    return told


def _times(chance: Random, post: Post, at: datetime) -> list[datetime]:
    assert post.published_at is not None
    wanted = max(1, round(chance.gauss(POPULAR[post.channel.network] * (1.8 if post.is_sponsored else 1), 5)))
    hours = (chance.expovariate(1 / 40) for _n in range(wanted))
    return sorted(t for h in hours if (t := post.published_at + timedelta(hours=h)) < at)


def _click(
    chance: Random, post: Post, time: datetime, verdict: Verdict, reason: str, agent: str
) -> dict[str, Any]:
    device = chance.choice((Device.MOBILE, Device.MOBILE, Device.MOBILE, Device.DESKTOP))
    return {
        "id": uuid.UUID(int=chance.getrandbits(128)).hex,
        "link_id": post.link_id,
        "at": time,
        "verdict": verdict,
        "reason": reason,
        "agent": agent,
        "device": device,
        "referrer": "",
    }


def _bot(chance: Random, post: Post) -> dict[str, Any]:
    assert post.published_at is not None
    agent = chance.choice(BOTS)
    time = post.published_at + timedelta(seconds=chance.randint(1, 600))
    return _click(chance, post, time, Verdict.BOT, f"preview: {agent.split('/')[0].lower()}", agent)


def _views(chance: Random, post: Post, time: datetime) -> list[dict[str, Any]]:
    view = {
        "at": time + timedelta(seconds=2),
        "page": Page.JOB,
        "subject_id": post.opening_id,
        "link_id": post.link_id,
        "verdict": Verdict.HUMAN,
        "reason": "",
        "device": Device.MOBILE,
    }
    if chance.random() > 0.86:
        return []
    opens_form = chance.random() < 0.16
    return [view, {**view, "page": Page.FORM, "at": time + timedelta(seconds=80)}] if opens_form else [view]
