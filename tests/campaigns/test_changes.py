"""What a change of a post or campaign does to its link, its times and its choices."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest

from careers.campaigns import posting, queries, service
from careers.campaigns.models import Network, PostState
from careers.clock import now
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory, PostFactory
from careers.demo.factories.openings import OpeningFactory
from careers.extensions import db
from careers.tracking.service import landing_of

T0 = now()
PARIS = "Europe/Paris"


@pytest.fixture
def officer(session):
    return UserFactory(role="communications")


@pytest.fixture
def ready(session, officer):
    post = PostFactory(opening=OpeningFactory(slug="gp"), channel=ChannelFactory(utm_source="linkedin"))
    posting.make_ready(session, officer, post, frozenset(), T0)
    return post


@pytest.fixture
def values(ready):
    """What the form of the post sends when nothing is changed."""
    return {
        "channel_id": str(ready.channel_id),
        "opening_id": str(ready.opening_id),
        "title": ready.title,
        "text": ready.text,
        "version": str(ready.version),
    }


def test_link_follows_the_opening_of_its_post(session, officer, ready):
    nurse = OpeningFactory(slug="nurse")
    posting.save_post(session, officer, ready, {"opening_id": nurse.id}, T0 + timedelta(hours=1))
    assert landing_of(ready.link).startswith("/jobs/nurse?via=")
    assert ready.link.changed_at == T0 + timedelta(hours=1)


def test_link_follows_channel_and_sponsoring(session, officer, ready):
    code = ready.link.code
    facebook = ChannelFactory(utm_source="facebook")
    values = {"channel_id": facebook.id, "is_sponsored": True, "title": "Other"}
    posting.save_post(session, officer, ready, values, T0)
    link = ready.link
    assert (link.code, link.utm_source, link.utm_medium, link.label) == (
        code,
        "facebook",
        "paid_social",
        "Other",
    )


def test_edit_that_changes_nothing_of_the_link_leaves_it_alone(session, officer, ready):
    before = ready.link.changed_at
    posting.save_post(session, officer, ready, {"text": "Other words"}, T0 + timedelta(hours=1))
    assert ready.link.changed_at == before


def test_click_leads_to_the_new_job_within_two_seconds(session, sign_in, app, ready, values):
    nurse = OpeningFactory(slug="nurse", state="published", published_at=T0)
    ready.campaign.openings = [ready.opening, nurse]
    client = sign_in(role="communications")
    path = f"/staff/posts/{ready.id}/edit"
    assert client.post(path, data={**values, "opening_id": str(nurse.id)}).status_code == 302
    db.session.expire_all()
    assert landing_of(ready.link).startswith("/jobs/nurse?")


@pytest.mark.parametrize(("text", "says"), [("", "needs a text"), ("x" * 3001, "3043 characters")])
def test_ready_post_stays_fit_for_its_network(sign_in, ready, values, text, says):
    client = sign_in(role="communications", language="en")
    answer = client.post(f"/staff/posts/{ready.id}/edit", data={**values, "text": text})
    assert answer.status_code == 422
    assert says in answer.text
    db.session.expire_all()
    assert (ready.state, ready.text) == (PostState.READY, ready.text)
    assert ready.text.strip()


def test_draft_may_be_empty_again(session, officer):
    post = PostFactory(text="words")
    posting.save_post(session, officer, post, {"text": ""}, T0)
    assert post.state is PostState.DRAFT


def test_back_to_draft_counts_as_not_published(session, officer, ready):
    posting.publish_post(session, officer, ready, "https://a.example/1", T0)
    posting.withdraw_post(session, officer, ready, T0)
    posting.back_to_draft(session, officer, ready)
    assert (ready.published_at, ready.public_url, ready.withdrawn_at) == (None, "", None)


@pytest.mark.parametrize(
    ("network", "may"),
    [
        (Network.LINKEDIN, False),
        (Network.X, False),
        (Network.YOUTUBE, False),
        (Network.JOB_BOARD, False),
        (Network.FACEBOOK, True),
        (Network.INSTAGRAM, True),
        (Network.SNAPCHAT, True),
        (Network.NEWSLETTER, True),
        (Network.POSTER, True),
    ],
)
def test_only_stories_and_paper_go_without_an_address(session, officer, network, may):
    post = PostFactory(channel=ChannelFactory(network=network))
    posting.make_ready(session, officer, post, frozenset(), T0)
    if may:
        posting.publish_without_address(session, officer, post, T0)
        assert post.state is PostState.PUBLISHED
    else:
        with pytest.raises(posting.AddressNeeded):
            posting.publish_without_address(session, officer, post, T0)


@pytest.mark.parametrize(
    "address", ["http://www.linkedin.com/feed/1", "www.linkedin.com/feed/1", "javascript:x"]
)
def test_public_address_is_https(sign_in, ready, address):
    answer = sign_in(role="communications").post(
        f"/staff/posts/{ready.id}/publish", data={"public_url": address}
    )
    assert answer.status_code == 422
    assert address in answer.text


def test_poster_is_published_without_a_tick(session, sign_in, officer):
    post = PostFactory(channel=ChannelFactory(network=Network.POSTER))
    posting.make_ready(session, officer, post, frozenset(), T0)
    client = sign_in(role="communications")
    assert client.post(f"/staff/posts/{post.id}/publish", data={"public_url": ""}).status_code == 302
    db.session.expire_all()
    assert post.state is PostState.PUBLISHED


def test_copy_keeps_the_local_hour_over_a_change_of_clock(session, officer):
    campaign = CampaignFactory(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 20))
    PostFactory(campaign=campaign, planned_at=datetime(2026, 10, 5, 7, 30, tzinfo=UTC))  # 9:30 in Paris
    copy = service.duplicate_campaign(session, officer, campaign, "Again", date(2026, 11, 1), T0, PARIS)
    assert queries.posts_of(session, copy)[0].planned_at == datetime(2026, 11, 5, 8, 30, tzinfo=UTC)


def test_form_keeps_an_opening_that_left_the_campaign(sign_in, ready):
    ready.campaign.openings = []
    page = sign_in(role="communications").get(f"/staff/posts/{ready.id}/edit").text
    assert f'<option selected value="{ready.opening_id}">' in page


def test_form_keeps_an_owner_who_left(sign_in):
    gone = UserFactory(active=False)
    campaign = CampaignFactory(owner=gone)
    page = sign_in(role="communications").get(f"/staff/campaigns/{campaign.id}/edit").text
    assert f'<option selected value="{gone.id}">' in page


def test_form_keeps_a_hiring_manager_who_left(sign_in):
    gone = UserFactory(active=False)
    opening = OpeningFactory(hiring_manager=gone)
    page = sign_in(role="recruiter").get(f"/staff/openings/{opening.id}/edit").text
    assert f'<option selected value="{gone.id}">' in page


def test_second_save_of_a_channel_is_told_about_the_first(sign_in, session):
    channel = ChannelFactory(name="LinkedIn")
    client = sign_in(role="communications", language="en")
    sent = {"name": "Mine", "network": "linkedin", "version": "1"}
    assert client.post(f"/staff/channels/{channel.id}/edit", data=sent).status_code == 302
    answer = client.post(f"/staff/channels/{channel.id}/edit", data={**sent, "name": "Theirs"})
    assert answer.status_code == 422
    assert "Somebody else saved this meanwhile" in answer.text
    assert "Theirs" in answer.text


@pytest.mark.parametrize("what", ["campaign", "channel", "opening"])
def test_two_people_make_the_same_at_once(app, sign_in, session, what):
    forms = {
        "campaign": ("/staff/campaigns/new", {"name": "Same", "starts_on": "2026-12-01", "ends_on": "2026-12-31"}),
        "channel": ("/staff/channels/new", {"name": "Same", "network": "linkedin"}),
        "opening": ("/staff/openings/new", {"title": "Same", "reference": "2026-1", "positions": "1",
                                            "branch": "territorial", "working_time": "full", "telework": "none",
                                            "salary_period": "month"}),
    }  # fmt: skip
    path, sent = forms[what]
    people = [sign_in(role="administrator") for _ in range(4)]
    barrier, statuses = Barrier(4), []

    def send(client):
        barrier.wait()
        statuses.append(client.post(path, data=sent).status_code)

    threads = [Thread(target=send, args=(client,)) for client in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ([302, 422, 422, 422] if what == "opening" else [302] * 4)
