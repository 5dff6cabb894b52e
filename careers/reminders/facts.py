"""Reads that join several domains for one rule; each is one query."""

import calendar
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from careers.applicants.models import Application, Stage, StageKind
from careers.applicants.summary import ApplicationPath
from careers.campaigns.models import Campaign, Post, PostState, campaign_opening
from careers.clock import day_starts
from careers.openings.models import Opening, OpeningState
from careers.openings.queries import ENDED
from careers.reminders.models import OwnReminder

_DECIDED = (StageKind.REFUSED, StageKind.WITHDRAWN)


def published_without_address(session: Session, since: datetime) -> list[Post]:
    """Return posts that are out since an instant or later and have no public address."""
    query = (
        select(Post)
        .join(Post.campaign)
        .where(Post.state == PostState.PUBLISHED, Post.public_url == "", Post.published_at >= since)
    )
    return list(session.scalars(query.options(contains_eager(Post.campaign))))


def running_campaigns(session: Session, today: date) -> list[tuple[Campaign, int, datetime | None]]:
    """Return running campaigns with the number of their posts and the time of the last published one."""
    query = (
        select(Campaign, func.count(Post.id), func.max(Post.published_at))
        .outerjoin(Post, Post.campaign_id == Campaign.id)
        .where(Campaign.archived_at.is_(None), Campaign.starts_on <= today, Campaign.ends_on >= today)
        .group_by(Campaign.id)
    )
    return [(one, count, last) for one, count, last in session.execute(query)]


def campaigns_with_goal(session: Session, today: date, zone: str) -> list[tuple[Campaign, int]]:
    """Return running campaigns that aim at applications, with those received for their openings since they began."""
    rows = running_campaigns(session, today)
    found = []
    for one in (campaign for campaign, _count, _last in rows if campaign.goal_applications):
        its = select(campaign_opening.c.opening_id).where(campaign_opening.c.campaign_id == one.id)
        count = (
            select(func.count())
            .select_from(ApplicationPath)
            .where(
                ApplicationPath.opening_id.in_(its),
                ApplicationPath.received_at >= day_starts(one.starts_on, zone),
            )
        )
        found.append((one, session.scalar(count) or 0))
    return found


def openings_with_planned_post(session: Session, at: datetime) -> set[int]:
    """Return the ids of openings for which a post is still to be published."""
    open_states = (PostState.IDEA, PostState.DRAFT, PostState.READY)
    query = select(Post.opening_id).where(Post.state.in_(open_states), Post.planned_at >= at)
    return {one for one in session.scalars(query) if one is not None}


def published_openings(session: Session) -> list[Opening]:
    """Return every published opening."""
    return list(session.scalars(select(Opening).where(Opening.state == OpeningState.PUBLISHED)).unique())


def openings_without_application(session: Session, today: date) -> list[Opening]:
    """Return openings that one can apply for and nobody has."""
    applied = exists().where(ApplicationPath.opening_id == Opening.id)
    query = select(Opening).where(
        Opening.state == OpeningState.PUBLISHED, ~applied, Opening.closes_on >= today
    )
    return list(session.scalars(query).unique())


def live_posts_of_ended_openings(session: Session, since: datetime) -> list[Post]:
    """Return published posts that lead to an opening that ended since an instant."""
    query = (
        select(Post)
        .join(Post.opening)
        .where(Post.state == PostState.PUBLISHED, Opening.state.in_(ENDED), Opening.closed_at >= since)
        .options(contains_eager(Post.opening), joinedload(Post.campaign))
    )
    return list(session.scalars(query).unique())


def applications_to_erase(
    session: Session, until: date, months: int, most: int
) -> list[tuple[Application, date]]:
    """Return refused and withdrawn applications outside the talent pool, with the day on which keeping them ends."""
    latest = _months_before(until, months)
    query = (
        select(Application)
        .join(Application.stage)
        .where(Stage.kind.in_(_DECIDED), Application.talent_pool.is_(False))
        .where(Application.stage_since < datetime.combine(latest, datetime.min.time()).astimezone())
        .options(contains_eager(Application.stage), joinedload(Application.opening))
        .order_by(Application.stage_since)
        .limit(most)
    )
    return [(one, _months_after(one.stage_since.date(), months)) for one in session.scalars(query)]


def open_own_reminders(session: Session, today: date) -> list[OwnReminder]:
    """Return reminders set by hand that have begun and not ended."""
    query = select(OwnReminder).where(OwnReminder.ended_at.is_(None), OwnReminder.first_on <= today)
    return list(session.scalars(query.options(joinedload(OwnReminder.owner))))


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months_before(day: date, months: int) -> date:
    return _months_after(day + timedelta(days=1), -months)
