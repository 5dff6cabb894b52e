"""The rules: what each reminds of, with its number of days, and how they are switched.

The first setting that is there counts: the person's, the campaign's, everybody's, the rule's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from careers.reminders.models import Rule, RuleSetting

ALL = "all"
MOST_DAYS = 365


@dataclass(frozen=True)
class Definition:
    """A rule: its title over a list, the sentence that says what it does, its days, how often it says so again.

    `days` of None: the rule has no number. `is_before` says that the number counts days ahead, else days since.
    """

    title: LazyString
    sentence: LazyString
    days: int | None = None
    is_before: bool = False
    again_after: int = 1
    knows_campaign: bool = False


RULES: dict[Rule, Definition] = {
    Rule.POST_DUE: Definition(
        _l("Posts to publish"),
        _l("Tells author and owner about each post that is planned for today or the next %(days)s day(s)."),
        1, True, 1, True,
    ),
    Rule.POST_OVERDUE: Definition(
        _l("Posts that are overdue"),
        _l("Tells author and owner about each post that should have been out %(days)s day(s) ago and is not."),
        1, False, 1, True,
    ),
    Rule.POST_WITHOUT_ADDRESS: Definition(
        _l("Posts without an address"),
        _l("Tells author and owner about posts that were published %(days)s day(s) ago without their address."),
        1, False, 7, True,
    ),
    Rule.CAMPAIGN_EMPTY: Definition(
        _l("Campaigns without any post"),
        _l("Tells the owner about a campaign that began %(days)s day(s) ago without a single post."),
        0, False, 7, True,
    ),
    Rule.CAMPAIGN_QUIET: Definition(
        _l("Campaigns that went quiet"),
        _l("Tells the owner about a running campaign that has published nothing for %(days)s day(s)."),
        14, False, 7, True,
    ),
    Rule.CAMPAIGN_UNDER_GOAL: Definition(
        _l("Campaigns under their goal"),
        _l("Tells the owner, from half time on, about a campaign with less than half of the applications it aims at."),
        None, False, 7, True,
    ),
    Rule.OPENING_CLOSING: Definition(
        _l("Openings that close soon"),
        _l("Tells recruiters about openings that close within %(days)s day(s) and have no post planned."),
        7, True, 1,
    ),
    Rule.OPENING_WITHOUT_APPLICATION: Definition(
        _l("Openings without an application"),
        _l("Tells recruiters about openings that have been published for %(days)s day(s) without an application."),
        14, False, 7,
    ),
    Rule.OPENING_ENDED_WITH_POSTS: Definition(
        _l("Ended openings with posts still out"),
        _l("Tells author and owner about posts that still lead to an opening that ended %(days)s day(s) ago."),
        1, False, 7, True,
    ),
    Rule.NOTICE_TOO_SHORT: Definition(
        _l("Notices published for less than a month"),
        _l("Tells recruiters about notices that close less than a month after their publication (décret 2018-1351)."),
        None, False, 7,
    ),
    Rule.NOTICE_INCOMPLETE: Definition(
        _l("Notices that say too little"),
        _l("Tells recruiters about published notices without something that the law asks for."),
        None, False, 7,
    ),
    Rule.APPLICATION_WAITING: Definition(
        _l("Applications that wait"),
        _l("Tells recruiters and the hiring manager about applications that nobody has moved for %(days)s day(s)."),
        7, False, 1,
    ),
    Rule.RETENTION_ENDS: Definition(
        _l("Data to erase soon"),
        _l("Tells recruiters about applications whose time of keeping ends within %(days)s day(s)."),
        14, True, 7,
    ),
    Rule.OWN: Definition(_l("Reminders that you set"), _l("Tells you about the reminders that you set yourself.")),
}  # fmt: skip


@dataclass(frozen=True)
class Switch:
    """What holds for one rule, person and campaign."""

    is_on: bool
    days: int | None


class Switches:
    """All settings, read once."""

    def __init__(self, settings: Mapping[tuple[Rule, str], Switch]) -> None:
        self._settings = settings

    def of(self, rule: Rule, *scopes: str) -> Switch:
        """Return what holds: the first of the scopes that has a setting, then everybody's, then the rule's own."""
        own = RULES[rule].days
        for scope in (*scopes, ALL):
            found = self._settings.get((rule, scope))
            if found is not None:
                return Switch(found.is_on, own if found.days is None or own is None else found.days)
        return Switch(True, own)

    def widest(self, rule: Rule) -> int:
        """Return the number of days with which nobody's reminder is missed."""
        days = [
            one.days
            for (named, _scope), one in self._settings.items()
            if named is rule and one.days is not None
        ]
        own = RULES[rule].days or 0
        return max([own, *days]) if RULES[rule].is_before else min([own, *days])

    def has(self, rule: Rule, scope: str) -> bool:
        """Say whether a scope has a setting of its own."""
        return (rule, scope) in self._settings


def switches(session: Session) -> Switches:
    """Return how all rules are switched."""
    rows = session.scalars(select(RuleSetting))
    return Switches({(row.rule, row.scope): Switch(row.is_on, row.days) for row in rows})


def of_person(user_id: int) -> str:
    """Return the scope of a person."""
    return f"person:{user_id}"


def of_campaign(campaign_id: int) -> str:
    """Return the scope of a campaign."""
    return f"campaign:{campaign_id}"
