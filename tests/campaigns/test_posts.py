"""The way of a post from idea to publication, and its tracked link."""

from datetime import date, timedelta

import pytest

from careers.campaigns import posting, queries, service
from careers.campaigns.models import Network, PostState
from careers.campaigns.networks import NATURES, length_on, with_link
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.tracking.models import Link
from careers.tracking.service import landing_of

T0 = now()


@pytest.fixture
def officer(session):
    return UserFactory(role="communications")


def ready(session, officer, **values):
    post = PostFactory(opening=OpeningFactory(slug="gp"), **values)
    posting.make_ready(session, officer, post, frozenset(), T0)
    return post


def test_ready_post_gets_a_link_to_its_job(session, officer):
    campaign = CampaignFactory(slug="gp-2026")
    post = ready(session, officer, campaign=campaign, channel=ChannelFactory(utm_source="linkedin"))
    landing = landing_of(post.link)
    assert landing.startswith(f"/jobs/gp?via={post.link.code}")
    for part in (
        "utm_source=linkedin",
        "utm_medium=social",
        "utm_campaign=gp-2026",
        f"utm_content=p{post.id}",
    ):
        assert part in landing


def test_sponsored_post_says_so_in_its_link(session, officer):
    assert ready(session, officer, is_sponsored=True).link.utm_medium == "paid_social"


def test_post_without_opening_leads_to_the_list(session, officer):
    post = PostFactory(opening=None)
    posting.make_ready(session, officer, post, frozenset(), T0)
    assert post.link.target == "/jobs"


def test_post_keeps_its_link_through_draft_and_back(session, officer):
    post = ready(session, officer)
    link = post.link
    posting.back_to_draft(session, officer, post)
    posting.make_ready(session, officer, post, frozenset(), T0)
    assert post.link is link
    assert session.query(Link).count() == 1


def test_ready_twice_is_refused(session, officer):
    post = ready(session, officer)
    with pytest.raises(posting.WrongState):
        posting.make_ready(session, officer, post, frozenset(), T0)


def test_empty_post_is_not_ready(session, officer):
    with pytest.raises(posting.NothingToPublish):
        posting.make_ready(session, officer, PostFactory(text=" "), frozenset(), T0)


@pytest.mark.parametrize("network", list(Network), ids=lambda network: network.value)
def test_text_over_the_limit_of_its_network_is_refused(session, officer, network):
    limit = NATURES[network].limit
    too_long = PostFactory(channel=ChannelFactory(network=network), text="x" * limit)
    with pytest.raises(posting.TextTooLong) as refusal:
        posting.make_ready(session, officer, too_long, frozenset(), T0)
    assert refusal.value.limit == limit


def test_links_count_as_23_characters_on_x():
    assert length_on(Network.X, "a {link}", "https://a.example/" + "y" * 90) == 2 + 23
    assert length_on(Network.LINKEDIN, "a {link}", "https://a.example") == 2 + 17


@pytest.mark.parametrize(
    ("text", "said"),
    [("Read {link} now", "Read L now"), ("Read", "Read\n\nL"), ("", "L"), ("{link} {link}", "L L")],
    ids=["inside", "at the end", "alone", "twice"],
)
def test_link_goes_where_the_text_says(text, said):
    assert with_link(text, "L") == said


def test_publishing_asks_for_the_address(session, officer):
    post = ready(session, officer)
    with pytest.raises(posting.AddressNeeded):
        posting.publish_post(session, officer, post, "", T0)
    posting.publish_post(session, officer, post, "https://www.linkedin.com/feed/update/1", T0)
    assert (post.state, post.published_at) == (PostState.PUBLISHED, T0)


def test_story_needs_no_address(session, officer):
    post = ready(session, officer, channel=ChannelFactory(network=Network.INSTAGRAM))
    posting.publish_without_address(session, officer, post, T0)
    assert post.state is PostState.PUBLISHED


def test_published_post_is_not_rewritten(session, officer):
    post = ready(session, officer)
    posting.publish_post(session, officer, post, "https://a.example/1", T0)
    with pytest.raises(posting.WrongState):
        posting.save_post(session, officer, post, {"text": "Other words"}, T0)


def test_copy_of_a_campaign_shifts_its_posts(session, officer):
    campaign = CampaignFactory(
        starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30), openings=[OpeningFactory()]
    )
    post = ready(session, officer, campaign=campaign, planned_at=T0)
    copy = service.duplicate_campaign(
        session, officer, campaign, "Again", date(2026, 9, 11), T0, "Europe/Paris"
    )
    twin = queries.posts_of(session, copy)[0]
    assert (twin.planned_at - post.planned_at, twin.state, twin.link) == (
        timedelta(days=10),
        PostState.DRAFT,
        None,
    )
    assert (copy.ends_on, copy.openings, copy.slug) == (date(2026, 10, 10), campaign.openings, "again")


def test_channel_takes_the_values_of_its_network(session, officer):
    values = {
        "name": "Chaîne",
        "network": Network.YOUTUBE,
        "utm_source": "",
        "organic_medium": "",
        "paid_medium": "PAID",
    }
    channel = service.save_channel(session, officer, None, values)
    assert (channel.utm_source, channel.organic_medium, channel.paid_medium, channel.slug) == (
        "youtube",
        "social",
        "paid",
        "chaine",
    )


def test_quiet_campaign_is_found_until_it_posts(session, officer):
    campaign = CampaignFactory()
    today, since = T0.date(), T0 - timedelta(days=14)
    assert queries.quiet_campaigns(session, today, since) == [campaign]
    PostFactory(campaign=campaign, state=PostState.PUBLISHED, published_at=T0)
    assert queries.quiet_campaigns(session, today, since) == []
