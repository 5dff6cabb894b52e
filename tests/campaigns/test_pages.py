"""Pages of communications officers."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from careers.campaigns.models import Campaign, Channel, Network, Post, PostState
from careers.clock import now
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import ClickFactory, LinkFactory
from careers.tracking.models import Verdict


@pytest.fixture
def browser(sign_in):
    return sign_in(role="communications", name="Camille")


@pytest.fixture
def post(session):
    opening = OpeningFactory(slug="gp")
    campaign = CampaignFactory(name="GPs", openings=[opening])
    post = PostFactory(campaign=campaign, opening=opening, channel=ChannelFactory(network=Network.LINKEDIN))
    session.commit()
    return post


def test_campaign_is_made_for_an_opening(session, browser):
    opening = OpeningFactory()
    session.commit()
    page = browser.get(f"/staff/campaigns/new?opening={opening.id}").text
    assert "checked" in next(tag for tag in page.split("<input") if 'name="openings"' in tag)
    form = {
        "name": "GPs",
        "openings": [opening.id],
        "starts_on": "2026-11-01",
        "ends_on": "2026-12-01",
        "owner_id": "",
        "budget_cents": "1 500",
    }
    assert browser.post("/staff/campaigns/new", data=form).status_code == 302
    campaign = session.query(Campaign).one()
    assert (campaign.openings, campaign.budget_cents, campaign.slug) == ([opening], 150_000, "gps")


def test_campaign_that_ends_first_is_refused_and_kept(browser):
    form = {"name": "Keep me", "starts_on": "2026-12-01", "ends_on": "2026-11-01", "owner_id": ""}
    page = browser.post("/staff/campaigns/new", data=form)
    assert page.status_code == 422
    assert "The last day must not be before the first." in page.text
    assert 'value="Keep me"' in page.text


def test_post_walks_from_text_to_publication(session, browser, post):
    browser.post(f"/staff/posts/{post.id}/ready")
    session.refresh(post)
    page = browser.get(f"/staff/posts/{post.id}").text
    assert f"/l/{post.link.code}" in page
    refused = browser.post(f"/staff/posts/{post.id}/publish", data={"public_url": ""})
    assert refused.status_code == 422
    assert "Paste the address of the post" in refused.text
    browser.post(f"/staff/posts/{post.id}/publish", data={"public_url": "https://www.linkedin.com/feed/1"})
    session.refresh(post)
    assert post.state is PostState.PUBLISHED


def test_post_without_channel_keeps_its_text(session, browser, post):
    form = {"channel_id": "", "opening_id": "", "title": "T", "text": "Keep these words"}
    page = browser.post(f"/staff/campaigns/{post.campaign_id}/posts/new", data=form)
    assert page.status_code == 422
    assert "Keep these words" in page.text
    assert session.query(Post).count() == 1


def test_too_long_text_is_told_when_made_ready(session, browser, post):
    post.channel.network, post.text = Network.X, "x" * 300
    session.commit()
    page = browser.post(f"/staff/posts/{post.id}/ready", follow_redirects=True).text
    assert "the network takes 280" in page


def test_campaign_page_counts_clicks_and_marks_overdue_posts(session, browser, post):
    post.planned_at, post.link = now() - timedelta(days=2), LinkFactory()
    ClickFactory.create_batch(3, link=post.link)
    ClickFactory(link=post.link, verdict=Verdict.BOT)
    session.commit()
    page = browser.get(f"/staff/campaigns/{post.campaign_id}").text
    assert "overdue" in page
    assert f'/links/{post.link.code}">3</a>' in page


def test_link_page_shows_people_apart_from_robots(session, browser, post):
    post.link = LinkFactory(code="abc234")
    ClickFactory.create_batch(2, link=post.link)
    ClickFactory(link=post.link, verdict=Verdict.BOT, reason="preview")
    session.commit()
    page = browser.get("/staff/links/abc234").text
    assert "Robots and previews" in page
    assert post.title in page


def test_qr_code_comes_as_svg_and_png(session, browser):
    LinkFactory(code="abc234")
    session.commit()
    assert browser.get("/staff/links/abc234/qr.svg").data.startswith(b"<?xml")
    assert Image.open(io.BytesIO(browser.get("/staff/links/abc234/qr.png").data)).width >= 500


def test_link_goes_off_and_on(session, browser, client):
    OpeningFactory(slug="gp")
    LinkFactory(code="abc234", target="/jobs/gp")
    session.commit()
    browser.post("/staff/links/abc234/disable")
    assert client.get("/l/abc234").status_code == 410
    browser.post("/staff/links/abc234/enable")
    assert "on</span>" in browser.get("/staff/links/abc234").text


def test_archived_channel_leaves_the_choices(session, browser, post):
    browser.post(f"/staff/channels/{post.channel_id}/archive")
    other = CampaignFactory()
    session.commit()
    assert (
        f'<option value="{post.channel_id}"' not in browser.get(f"/staff/campaigns/{other.id}/posts/new").text
    )
    assert session.query(Channel).one().archived_at is not None


def test_home_page_shows_what_is_due_today(session, browser, post):
    post.planned_at = now() - timedelta(days=1)
    post.author = post.campaign.owner = None  # then every communications officer is told
    session.commit()
    page = browser.get("/staff/").text
    assert post.title in page
    assert "Posts that are overdue" in page


def test_missing_campaign_is_not_found(browser):
    assert browser.get("/staff/campaigns/999").status_code == 404
