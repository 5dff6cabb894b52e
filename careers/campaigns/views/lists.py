"""The list of campaigns, one campaign at a glance, what needs doing today, and an opening's campaigns."""

from datetime import date
from typing import cast

from flask import abort, current_app, render_template, request

from careers.accounts import queries as accounts
from careers.accounts.permissions import Permission, allows, requires, staff
from careers.campaigns import queries
from careers.campaigns.models import Campaign, PostState
from careers.campaigns.queries import Wanted, When
from careers.campaigns.views.blueprint import campaigns
from careers.clock import local_date, now
from careers.extensions import db
from careers.openings.models import Opening
from careers.tracking import queries as tracking
from careers.web.paging import asked_id, page_of

MOST = 10  # lines of a list on the home page and beside an opening; what is over is said
# What needs somebody comes first.
SHOWN_FIRST = (PostState.READY, PostState.DRAFT, PostState.IDEA, PostState.PUBLISHED, PostState.WITHDRAWN)


def today() -> date:
    """Return the local date of the installation."""
    return local_date(now(), current_app.config["CAREERS"].time_zone)


def found(campaign_id: int) -> Campaign:
    """Return the campaign of an address, or answer 404."""
    return queries.campaign_by_id(db.session(), campaign_id) or cast(Campaign, abort(404))


@campaigns.get("/campaigns")
@requires(Permission.SEE_CAMPAIGNS)
def index() -> str:
    """List campaigns by what the address asks."""
    args = request.args
    when = args.get("when", "")
    wanted = Wanted(
        q=args.get("q", "").strip(),
        when=When(when) if when in {*When} else None,
        owner_id=asked_id("owner"),
        sort=args.get("sort", "-starts"),
    )
    page = page_of(db.session(), queries.campaigns(wanted, today()))
    return render_template(
        "campaigns/index.html",
        page=page,
        wanted=wanted,
        counts=queries.post_counts(db.session(), [one.id for one in page.items]),
        people=accounts.active_staff(db.session()),
        when_of=lambda one: queries.when_of(one, today()),
    )


@campaigns.get("/campaigns/<int:campaign_id>")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int) -> str:
    """Show what a campaign planned, published, and what came of it."""
    campaign, session = found(campaign_id), db.session()
    posts = queries.posts_of(session, campaign)
    clicks = tracking.click_counts(session, [post.link_id for post in posts if post.link_id is not None])
    return render_template(
        "campaigns/show.html",
        campaign=campaign,
        posts=posts,
        clicks=clicks,
        groups=[(state, [post for post in posts if post.state is state]) for state in SHOWN_FIRST],
        when=queries.when_of(campaign, today()),
        now=now(),
        open_states={PostState.IDEA, PostState.DRAFT, PostState.READY},
    )


def of_opening(opening: Opening) -> str:
    """Return the part of an opening's page about its campaigns."""
    if not allows(staff(), Permission.SEE_CAMPAIGNS):
        return ""
    found = queries.campaigns_of_opening(db.session(), opening)
    posts = queries.posts_for_opening(db.session(), opening)
    return render_template(
        "campaigns/_of_opening.html", opening=opening, campaigns=found, posts=posts, most=MOST
    )
