"""Writing a campaign: new, changed, duplicated, archived."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts import queries as accounts
from careers.accounts.permissions import Permission, requires, staff
from careers.campaigns import service
from careers.campaigns.forms import CampaignForm, DuplicateForm, id_choices
from careers.campaigns.models import Campaign
from careers.campaigns.views.blueprint import campaigns
from careers.campaigns.views.lists import found, today
from careers.clock import now
from careers.extensions import db
from careers.openings import queries as openings
from careers.openings.models import Opening
from careers.web.forms import choices_of, fresh
from careers.web.paging import asked_id

Answer = str | Response | tuple[str, int]


def _form(campaign: Campaign | None) -> tuple[CampaignForm, dict[int, Opening]]:
    held = list(campaign.openings) if campaign else []
    choices = {one.id: one for one in [*held, *openings.openings_for_choice(db.session())]}
    if campaign:
        form = CampaignForm(obj=campaign, data={"openings": [one.id for one in held]})
        if not form.is_submitted():
            form.openings.data = [one.id for one in held]
    else:
        form = CampaignForm(data={"starts_on": today(), "owner_id": staff().id, **_asked_opening()})
    form.openings.choices = choices_of((one.id, f"{one.title} ({one.reference})") for one in choices.values())
    form.owner_id.choices = id_choices(
        accounts.staff_for_choice(db.session(), campaign.owner if campaign else None)
    )
    return form, choices


def _asked_opening() -> dict[str, object]:
    opening = openings.opening_by_id(db.session(), asked_id("opening") or 0)
    return {"openings": [opening.id], "name": opening.title, "ends_on": opening.closes_on} if opening else {}


def _write(campaign: Campaign | None) -> Answer:
    form, choices = _form(campaign)
    if form.validate_on_submit() and fresh(form, campaign.version if campaign else None):
        values = form.values()
        chosen = [choices[one] for one in values.pop("openings")]
        saved = service.save_campaign(db.session(), staff(), campaign, values, chosen)
        db.session.commit()
        flash(_("The campaign is saved."), "success")
        return redirect(url_for("campaigns.show", campaign_id=saved.id))
    page = render_template("campaigns/edit.html", form=form, campaign=campaign, problems=form.problems())
    return (page, 422) if form.is_submitted() else page


@campaigns.route("/campaigns/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def create() -> Answer:
    """Write a new campaign."""
    return _write(None)


@campaigns.route("/campaigns/<int:campaign_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def edit(campaign_id: int) -> Answer:
    """Change a campaign."""
    return _write(found(campaign_id))


@campaigns.route("/campaigns/<int:campaign_id>/duplicate", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def duplicate(campaign_id: int) -> Answer:
    """Copy a campaign with its posts to another time."""
    campaign = found(campaign_id)
    form = DuplicateForm(data={"name": campaign.name, "starts_on": today()})
    if form.validate_on_submit():
        values = form.values()
        copy = service.duplicate_campaign(
            db.session(),
            staff(),
            campaign,
            values["name"],
            values["starts_on"],
            now(),
            current_app.config["CAREERS"].time_zone,
        )
        db.session.commit()
        flash(_("This is the copy. Its posts are drafts without links yet."), "success")
        return redirect(url_for("campaigns.show", campaign_id=copy.id))
    page = render_template("campaigns/duplicate.html", form=form, campaign=campaign, problems=form.problems())
    return (page, 422) if form.is_submitted() else page


@campaigns.post("/campaigns/<int:campaign_id>/<any(archive, restore):act>")
@requires(Permission.EDIT_CAMPAIGNS)
def archive(campaign_id: int, act: str) -> Response:
    """Put a campaign away, or bring it back."""
    campaign = found(campaign_id)
    service.archive_campaign(db.session(), staff(), campaign, now() if act == "archive" else None)
    db.session.commit()
    flash(_("The campaign is archived.") if act == "archive" else _("The campaign is back."), "success")
    return redirect(url_for("campaigns.show", campaign_id=campaign_id))
