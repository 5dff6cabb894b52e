"""What clicks and views add up to."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from careers.demo.factories.tracking import ClickFactory, LinkFactory, PageViewFactory
from careers.tracking import queries, service
from careers.tracking.models import Page, Verdict
from careers.tracking.queries import Clicks, DayOfClicks
from tests.tracking import agents

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_clicks_are_counted_by_link_and_verdict(session: Session) -> None:
    one, two = LinkFactory(), LinkFactory()
    for verdict in (Verdict.HUMAN, Verdict.HUMAN, Verdict.BOT, Verdict.SUSPECT):
        ClickFactory(link=one, verdict=verdict, at=NOON)
    assert queries.click_counts(session) == {one.id: Clicks(2, 1, 1)}
    assert queries.click_counts(session, [one.id, two.id]) == {one.id: Clicks(2, 1, 1), two.id: Clicks()}
    assert queries.click_counts(session, [one.id])[one.id].others == 2


def test_a_period_includes_its_start_and_not_its_end(session: Session) -> None:
    click = ClickFactory(at=NOON)
    after = NOON + timedelta(seconds=1)
    assert queries.click_counts(session, since=NOON, until=after)[click.link_id].human == 1
    assert queries.click_counts(session, until=NOON) == {}
    assert queries.click_counts(session, since=after) == {}


def test_days_are_local_and_days_without_clicks_are_there(session: Session) -> None:
    link = LinkFactory()
    ClickFactory(link=link, at=datetime(2026, 3, 9, 22, 59, 59, 900000, tzinfo=UTC))
    ClickFactory(link=link, at=datetime(2026, 3, 9, 23, 0, tzinfo=UTC))
    ClickFactory(link=link, at=datetime(2026, 3, 11, 22, 30, tzinfo=UTC), verdict=Verdict.BOT)
    ClickFactory(link=link, at=datetime(2026, 3, 11, 23, 0, tzinfo=UTC))
    assert queries.clicks_per_day(
        session, [link.id], date(2026, 3, 9), date(2026, 3, 11), "Europe/Paris"
    ) == [
        DayOfClicks(date(2026, 3, 9), 1, 0),
        DayOfClicks(date(2026, 3, 10), 1, 0),
        DayOfClicks(date(2026, 3, 11), 0, 1),
    ]


def test_days_are_right_where_the_clock_is_off_by_quarters(session: Session) -> None:
    link = LinkFactory()
    ClickFactory(link=link, at=datetime(2026, 3, 9, 18, 14, tzinfo=UTC))
    ClickFactory(link=link, at=datetime(2026, 3, 9, 18, 15, tzinfo=UTC))
    days = queries.clicks_per_day(session, [link.id], date(2026, 3, 9), date(2026, 3, 10), "Asia/Kathmandu")
    assert [day.human for day in days] == [1, 1]


def test_the_day_the_clock_goes_back_has_all_its_hours(session: Session) -> None:
    link = LinkFactory()
    for hour in range(26):
        ClickFactory(link=link, at=datetime(2026, 10, 24, 21, 30, tzinfo=UTC) + timedelta(hours=hour))
    days = queries.clicks_per_day(session, [link.id], date(2026, 10, 25), date(2026, 10, 25), "Europe/Paris")
    assert days[0].human == 25


def test_human_views_are_counted_by_opening_and_by_link(session: Session) -> None:
    link = LinkFactory()
    PageViewFactory(subject_id=1, link_id=link.id, at=NOON)
    PageViewFactory(subject_id=1, at=NOON)
    PageViewFactory(subject_id=1, at=NOON, verdict=Verdict.BOT)
    PageViewFactory(subject_id=2, at=NOON, page=Page.FORM)
    assert queries.view_counts(session, Page.JOB) == {1: 2}
    assert queries.view_counts(session, Page.JOB, [1, 2], since=NOON) == {1: 2, 2: 0}
    assert queries.view_counts_by_link(session, Page.JOB) == {link.id: 1, None: 1}
    assert queries.view_counts_by_link(session, Page.JOB, [link.id], until=NOON) == {link.id: 0}


def test_a_view_is_stored_with_its_verdict_but_not_for_head_or_prefetch(session: Session) -> None:
    seen = {"agent": agents.IPHONE, "at": NOON}
    view = service.count_view(session, Page.JOB, 7, None, headers={}, **seen)
    assert view is not None
    assert (view.verdict, view.device, view.visitor) == (Verdict.HUMAN, "mobile", None)
    assert service.count_view(session, Page.JOB, 7, None, headers={"Purpose": "prefetch"}, **seen) is None
    assert service.count_view(session, Page.JOB, 7, None, headers={}, method="HEAD", **seen) is None
    assert queries.view_counts(session, Page.JOB) == {7: 1}
