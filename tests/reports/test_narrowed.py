"""What a narrowed report may say: only what its own posts brought, and the rest by name."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from careers.applicants import service, summary
from careers.applicants.models import StageKind
from careers.attribution.models import model_named
from careers.cli import main
from careers.demo.factories.accounts import UserFactory
from careers.demo.factories.applicants import stage_of
from careers.demo.factories.campaigns import CampaignFactory, ChannelFactory
from careers.demo.factories.openings import OpeningFactory
from careers.demo.factories.tracking import ClickFactory, LinkFactory
from careers.reports import tables, trends
from careers.reports.agreement import agreement, tiers
from careers.reports.figures import EVERYTHING, OTHER, UNKNOWN, Level, Outcome, Part
from careers.reports.sankey import sankey
from careers.reports.sureness import Considered
from careers.reports.tables import Source
from careers.reports.ways import ways
from tests.reports.test_tables import NOON, PERIOD, applied, post

LAST = model_named("last")


def rows(session, level, part, name="applications"):
    found = tables.table(session, level, PERIOD, LAST, part)
    return {row.key: getattr(row.now, name) for row in found.rows}


def test_opening_level_of_a_channel_credits_only_its_touches(session):
    opening, channel = OpeningFactory(), ChannelFactory()
    applied(post(channel=channel, opening=opening), opening=opening)
    applied(post(), opening=opening)
    applied(opening=opening)
    part = Part(channel_id=channel.id)
    assert rows(session, Level.OPENING, part) == {opening.id: 1, OTHER: 1, UNKNOWN: 1}


def test_costs_of_a_part_are_divided_by_its_own_applications(session):
    channel = ChannelFactory()
    mine = post(channel=channel, is_sponsored=True, cost_cents=9_000, published_at=NOON)
    applied(mine)
    applied(post())
    found = tables.table(session, Level.POST, PERIOD, LAST, Part(channel_id=channel.id))
    assert (found.own.now.applications, found.own.now.cost_per_application) == (1, 9_000)
    assert found.total.now.applications == 2


def test_organic_and_sponsored_are_told_apart(session):
    organic, sponsored = post(), post(is_sponsored=True)
    for one in (organic, sponsored, sponsored):
        applied(one)
    assert rows(session, Level.POST, Part(is_sponsored=True)) == {sponsored.id: 2, OTHER: 1, UNKNOWN: 0}
    assert rows(session, Level.POST, Part(is_sponsored=False)) == {organic.id: 1, OTHER: 2, UNKNOWN: 0}


def test_opening_filter_is_about_its_applications(session):
    opening = OpeningFactory()
    mine = post(opening=opening)
    applied(mine, opening=opening)
    applied(mine, opening=OpeningFactory())
    assert rows(session, Level.POST, Part(opening_id=opening.id)) == {mine.id: 1, UNKNOWN: 0}


def test_unknown_row_is_there_even_with_nothing_in_it(session):
    assert rows(session, Level.CHANNEL, EVERYTHING) == {UNKNOWN: 0}
    assert tables.table(session, Level.CHANNEL, PERIOD, LAST).is_empty


def test_trend_of_a_part_counts_its_clicks_and_touched_applications(session):
    channel = ChannelFactory()
    mine, other = post(channel=channel), post()
    ClickFactory.create_batch(2, link=mine.link, at=NOON)
    ClickFactory(link=other.link, at=NOON)
    for touched in ([mine], [other], []):
        applied(*touched)
    spans = trends.trend(session, PERIOD, Part(channel_id=channel.id)).spans
    assert (spans[-1].clicks, spans[-1].applications) == (2, 1)


def test_trend_of_everything_counts_links_without_post_like_the_table(session):
    ClickFactory(link=LinkFactory(), at=NOON)
    spans = trends.trend(session, PERIOD).spans
    found = tables.table(session, Level.POST, PERIOD, LAST)
    assert spans[-1].clicks == found.total.now.clicks == 1


def considered(session, level=Level.POST, outcome=Outcome.APPLIED, part=EVERYTHING):
    return Considered(Source(session, level, part), PERIOD, outcome)


def test_every_model_shares_out_the_same_applications(session):
    first, last = post(), post()
    applied(first, last)
    applied()
    told = considered(session).comparison()
    for model in told.models:
        assert sum(given.get(model, 0) for given in told.credit.values()) == pytest.approx(2), model
    assert (told.credit[first.id]["first"], told.credit[last.id]["last"]) == (1, 1)


def test_credit_for_hires_counts_hires(session):
    one, other = post(), post()
    applied(one, reached=[StageKind.HIRED])
    applied(other)
    assert considered(session, outcome=Outcome.HIRED).credit(LAST) == {one.id: 1, other.id: 0, UNKNOWN: 0}


def test_interval_holds_the_credit_and_few_are_not_ranked(session):
    one = post()
    for _ in range(3):
        applied(one)
    applied()
    sure = considered(session).sureness(LAST)
    held = sure.intervals[one.id]
    assert held.low <= 3 <= held.high
    assert sure.is_too_few
    assert held.rank is None


def test_ways_count_the_same_path_once(session):
    first, last = post(), post()
    applied(first, last)
    applied(first, last, opening=OpeningFactory(), reached=[StageKind.HIRED])
    applied()
    found = ways(considered(session, outcome=Outcome.HIRED))
    assert [(way.keys, way.applications, way.reached) for way in found] == [
        ((first.id, last.id), 2, 1),
        ((), 1, 0),
    ]


def test_picture_keeps_every_application_at_its_end(session):
    first, last = post(), post()
    applied(first, last)
    applied(last)
    picture = sankey(ways(considered(session)))
    end = next(node for node in picture.nodes if node.key is None)
    assert end.count == 2
    assert sum(ribbon.count for ribbon in picture.ribbons if ribbon.target is None) == 2


def test_picture_of_many_rows_gathers_the_small_ones(session):
    for _ in range(12):
        applied(post())
    picture = sankey(ways(considered(session)))
    assert len(picture.nodes) == 9
    assert sum(node.count for node in picture.nodes if node.key is not None) == 12


def test_agreement_of_tracked_and_declared(session):
    channel = ChannelFactory(network="linkedin")
    applied(post(channel=channel), declared_sources=["linkedin", "website"])
    applied(post(channel=channel), declared_sources=["facebook"])
    applied(declared_sources=["linkedin"])
    held = considered(session)
    found = agreement(held.found, held.source.posts)
    assert found.cells == {
        ("linkedin", "linkedin"): 1,
        ("linkedin", "website"): 1,
        ("linkedin", "facebook"): 1,
        (UNKNOWN, "linkedin"): 1,
    }
    assert (found.agreeing, found.comparable) == (1, 2)
    assert (found.rows, found.columns["linkedin"]) == ({"linkedin": 2, UNKNOWN: 1}, 2)


def test_tiers_say_how_many_have_a_touch(session):
    applied(post())
    applied()
    found = tiers(considered(session).found).values()
    assert (sum(count for count, _touched in found), sum(touched for _count, touched in found)) == (2, 1)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("query", ["", "&outcome=hires&model=markov", "&kind=sponsored&model=time-decay"])
def test_page_of_credit_shows_every_part(session, sign_in, level, query):
    campaign = CampaignFactory(openings=[OpeningFactory()])
    one = post(campaign=campaign, opening=campaign.openings[0], is_sponsored=True)
    for _ in range(22):
        applied(one, post(), opening=campaign.openings[0], reached=[StageKind.HIRED])
    address = f"/staff/reports/credit?level={level}&from={PERIOD.first}&to={PERIOD.last}{query}"
    page = sign_in(role="viewer", language="en").get(address)
    assert page.status_code == 200
    for text in ("How sure is the credit?", "What other models say", "sankey", "Last tracked touch"):
        assert text in page.text


def test_report_links_channels_and_campaigns_to_their_applicants(session, sign_in):
    one = post()
    applied(one)
    client = sign_in(role="recruiter", language="en")
    for level in ("campaign", "channel"):
        page = client.get(f"/staff/reports/?level={level}&from={PERIOD.first}&to={PERIOD.last}").text
        assert f"/staff/applications?link={one.link.code}" in page
    listed = client.get(f"/staff/applications?link={one.link.code}&link=nothing").text
    assert "Only applications that 2 tracked links brought" in listed


def test_file_tells_ids_unit_costs_and_the_period_before(session, sign_in):
    one = post(is_sponsored=True, cost_cents=9_000, published_at=NOON)
    applied(one)
    applied(one, at=NOON - timedelta(days=7))
    address = f"/staff/reports/table.csv?from={PERIOD.first}&to={PERIOD.last}"
    lines = sign_in(role="viewer", language="en").get(address).text.lstrip("\ufeff").splitlines()
    header, row = (line.split(";") for line in lines[:2])
    told = dict(zip(header, row, strict=True))
    assert (told["Id"], told["Channel"], told["Tracked link"]) == (
        str(one.id),
        one.channel.name,
        one.link.code,
    )
    assert (told["Cost per application"], told["Applications, period before"]) == ("90.0", "1.0")


def test_command_says_what_the_page_computes(session, app):
    one = post()
    applied(one)
    applied()
    session.commit()
    days = ["--from", str(PERIOD.first), "--to", str(PERIOD.last)]
    words = ["report", "attribution", "--level", "post", "--json", *days]
    result = CliRunner().invoke(main, words, obj=ScriptInfo(create_app=lambda *_: app))
    told = json.loads(result.output)
    assert told["credit"] == {str(one.id): 1, UNKNOWN: 1}
    assert (told["conversions"], told["names"]) == (2, {str(one.id): one.title})


def test_moves_and_undo_keep_the_summary_true(session, sign_in):
    recruiter = UserFactory(role="recruiter")
    application = applied(post())
    hired, refused = stage_of(StageKind.HIRED), stage_of(StageKind.REFUSED)
    change = service.move_application(session, recruiter, application, hired, NOON)
    assert snapshot(session) == rebuilt(session) == [(application.id, 4)]
    service.undo_move(session, recruiter, change, NOON)
    assert snapshot(session) == rebuilt(session) == [(application.id, 0)]
    service.move_application(session, recruiter, application, refused, NOON)
    service.withdraw_application(session, application, NOON)
    assert snapshot(session) == rebuilt(session) == [(application.id, 0)]


def snapshot(session):
    session.expire_all()
    table = summary.ApplicationPath
    return [(row.application_id, row.reached) for row in session.query(table).order_by(table.application_id)]


def rebuilt(session):
    summary.rebuild(session)
    return snapshot(session)
