"""One function per rule: what its query over the tables of a domain finds, for whom, and how many days it counts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from careers.accounts import queries as accounts
from careers.accounts.models import Role, User
from careers.applicants import queries as applicants
from careers.campaigns import queries as campaigns
from careers.campaigns.models import Campaign, Post
from careers.campaigns.networks import NATURES
from careers.clock import day_starts, local_date
from careers.openings import checklist
from careers.openings import queries as openings
from careers.openings.models import Opening
from careers.reminders import facts
from careers.reminders.models import About, OwnReminder, Rule
from careers.reminders.recurrence import last_until
from careers.reminders.rules import Switches

MOST = 10  # applications that one person is told of; the page behind lists all


@dataclass(frozen=True)
class Due:
    """One thing that one person must look at: the rule, the subject with the page that shows it, and since when.

    `measure` counts the days that the rule's number is compared with; None where it has none.
    """

    rule: Rule
    subject_id: int
    title: str
    endpoint: str
    values: tuple[tuple[str, int | str], ...]
    when: date | None
    recipient: User
    measure: int | None = None
    campaign_id: int | None = None

    def for_person(self, person: User) -> "Due":
        """Return the same for somebody else."""
        return replace(self, recipient=person)


@dataclass(frozen=True)
class Look:
    """What a rule looks at: the tables, the instant, the local day, and how rules are switched."""

    session: Session
    at: datetime
    today: date
    zone: str
    switched: Switches

    def staff(self, *roles: Role) -> list[User]:
        """Return the active people of some roles."""
        return accounts.active_staff(self.session, *roles)

    def day_of(self, instant: datetime) -> date:
        """Return the local day of an instant."""
        return local_date(instant, self.zone)


def _of_post(look: Look, rule: Rule, post: Post, when: date, measure: int) -> Iterator[Due]:
    people = [one for one in (post.author, post.campaign.owner) if one and one.active]
    for person in dict.fromkeys(people or look.staff(Role.COMMUNICATIONS)):
        place = (("post_id", post.id),)
        yield Due(
            rule, post.id, post.title, "campaigns.show_post", place, when, person, measure, post.campaign_id
        )


def _of_campaign(look: Look, rule: Rule, one: Campaign, when: date, measure: int | None) -> Iterator[Due]:
    owner = [one.owner] if one.owner and one.owner.active else look.staff(Role.COMMUNICATIONS)
    for person in owner:
        place = (("campaign_id", one.id),)
        yield Due(rule, one.id, one.name, "campaigns.show", place, when, person, measure, one.id)


def _of_opening(
    look: Look, rule: Rule, one: Opening, when: date | None, measure: int | None
) -> Iterator[Due]:
    for person in look.staff(Role.RECRUITER):
        yield Due(rule, one.id, one.title, "openings.show", (("opening_id", one.id),), when, person, measure)


def posts(look: Look) -> Iterator[Due]:
    """Find posts that are to be published today or soon, and those that should have been."""
    ahead = timedelta(days=look.switched.widest(Rule.POST_DUE) + 1)
    begin = day_starts(look.today, look.zone)
    for post in campaigns.posts_due(look.session, day_starts(look.today + ahead, look.zone)):
        assert post.planned_at is not None
        day = look.day_of(post.planned_at)
        is_late = post.planned_at < begin
        rule = Rule.POST_OVERDUE if is_late else Rule.POST_DUE
        yield from _of_post(look, rule, post, day, abs((day - look.today).days))


def posts_without_address(look: Look) -> Iterator[Due]:
    """Find published posts whose address nobody pasted, where the network gives one."""
    for post in facts.published_without_address(look.session, look.at - timedelta(days=60)):
        if post.published_at and NATURES[post.channel.network].has_public_address:
            day = look.day_of(post.published_at)
            yield from _of_post(look, Rule.POST_WITHOUT_ADDRESS, post, day, (look.today - day).days)


def quiet_campaigns(look: Look) -> Iterator[Due]:
    """Find running campaigns without any post, and those whose last one was long ago."""
    for one, count, last in facts.running_campaigns(look.session, look.today):
        if not count:
            days = (look.today - one.starts_on).days
            yield from _of_campaign(look, Rule.CAMPAIGN_EMPTY, one, one.starts_on, days)
            continue
        since = max(look.day_of(last), one.starts_on) if last else one.starts_on
        yield from _of_campaign(look, Rule.CAMPAIGN_QUIET, one, one.ends_on, (look.today - since).days)


def campaigns_under_goal(look: Look) -> Iterator[Due]:
    """Find campaigns past their half time with less than half of the applications that they aim at."""
    for one, count in facts.campaigns_with_goal(look.session, look.today, look.zone):
        half = one.starts_on + (one.ends_on - one.starts_on) / 2
        if look.today >= half and count < (one.goal_applications or 0) / 2:
            yield from _of_campaign(look, Rule.CAMPAIGN_UNDER_GOAL, one, one.ends_on, None)


def closing_openings(look: Look) -> Iterator[Due]:
    """Find openings that close soon and for which no post is planned any more."""
    until = look.today + timedelta(days=look.switched.widest(Rule.OPENING_CLOSING) + 1)
    planned = facts.openings_with_planned_post(look.session, look.at)
    for one in openings.openings_closing_before(look.session, until):
        if one.closes_on and one.closes_on >= look.today and one.id not in planned:
            days = (one.closes_on - look.today).days
            yield from _of_opening(look, Rule.OPENING_CLOSING, one, one.closes_on, days)


def openings_without_application(look: Look) -> Iterator[Due]:
    """Find published openings that nobody applied for."""
    for one in facts.openings_without_application(look.session, look.today):
        if one.published_at:
            day = look.day_of(one.published_at)
            yield from _of_opening(look, Rule.OPENING_WITHOUT_APPLICATION, one, day, (look.today - day).days)


def posts_of_ended_openings(look: Look) -> Iterator[Due]:
    """Find posts that still lead to an opening that ended."""
    for post in facts.live_posts_of_ended_openings(look.session, look.at - timedelta(days=60)):
        if post.opening and post.opening.closed_at:
            day = look.day_of(post.opening.closed_at)
            yield from _of_post(look, Rule.OPENING_ENDED_WITH_POSTS, post, day, (look.today - day).days)


def notices(look: Look) -> Iterator[Due]:
    """Find published notices that are too short or say too little."""
    for one in facts.published_openings(look.session):
        missing = [item for item in checklist.checklist(one, look.today, look.zone) if not item.is_done]
        is_short = any(item.why is checklist.ONE_MONTH for item in missing)
        if is_short:
            yield from _of_opening(look, Rule.NOTICE_TOO_SHORT, one, one.closes_on, None)
        if any(item.why is checklist.DECREE for item in missing):
            yield from _of_opening(look, Rule.NOTICE_INCOMPLETE, one, one.closes_on, None)


def waiting_applications(look: Look) -> Iterator[Due]:
    """Find applications that nobody has moved since they came."""
    before = look.at - timedelta(days=look.switched.widest(Rule.APPLICATION_WAITING))
    for person in look.staff(Role.RECRUITER, Role.HIRING_MANAGER):
        for one in look.session.scalars(applicants.waiting_since(person, before).limit(MOST)):
            day = look.day_of(one.received_at)
            title, place = f"{one.opening.title} ({one.reference})", (("key", one.key),)
            measure = (look.at - one.received_at).days
            yield Due(Rule.APPLICATION_WAITING, one.id, title, "applicants.show", place, day, person, measure)


def retention_ends(look: Look) -> Iterator[Due]:
    """Find decided applications whose time of keeping ends soon."""
    months = accounts.organisation(look.session).retention_months
    ahead = look.switched.widest(Rule.RETENTION_ENDS)
    for one, ends in facts.applications_to_erase(
        look.session, look.today + timedelta(days=ahead), months, MOST
    ):
        for person in look.staff(Role.RECRUITER):
            title, place = f"{one.opening.title} ({one.reference})", (("key", one.key),)
            days = (ends - look.today).days
            yield Due(Rule.RETENTION_ENDS, one.id, title, "applicants.show", place, ends, person, days)


def own(look: Look) -> Iterator[Due]:
    """Find the reminders that people set themselves."""
    for one in facts.open_own_reminders(look.session, look.today):
        day = last_until(one.first_on, one.repeat, look.today)
        if day is not None and (one.done_on is None or day > one.done_on):
            endpoint, values = page_of(one)
            yield Due(Rule.OWN, one.id, one.title, endpoint, values, day, one.owner)


def page_of(one: OwnReminder) -> tuple[str, tuple[tuple[str, int | str], ...]]:
    """Return the page of what a reminder is about; without a subject the list of one's reminders."""
    pages = {
        About.CAMPAIGN: ("campaigns.show", "campaign_id"),
        About.POST: ("campaigns.show_post", "post_id"),
        About.OPENING: ("openings.show", "opening_id"),
        About.APPLICATION: ("reminders.application", "application_id"),
    }
    if one.about not in pages or one.about_id is None:
        return "reminders.mine", ()
    endpoint, name = pages[one.about]
    return endpoint, ((name, one.about_id),)


FINDERS: tuple[Callable[[Look], Iterable[Due]], ...] = (
    posts, posts_without_address, quiet_campaigns, campaigns_under_goal, closing_openings,
    openings_without_application, posts_of_ended_openings, notices, waiting_applications, retention_ends, own,
)  # fmt: skip
