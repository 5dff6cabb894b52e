"""The list of channels, and writing one."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, requires, staff
from careers.campaigns import queries, service
from careers.campaigns.forms import ChannelForm
from careers.campaigns.models import Channel
from careers.campaigns.networks import NATURES
from careers.campaigns.views.blueprint import campaigns
from careers.clock import now
from careers.extensions import db
from careers.web.forms import fresh

Answer = str | Response | tuple[str, int]


@campaigns.get("/channels")
@requires(Permission.SEE_CAMPAIGNS)
def channels() -> str:
    """List the channels, archived ones last."""
    found = sorted(queries.channels(db.session(), archived=True), key=lambda one: one.archived_at is not None)
    return render_template("campaigns/channels.html", channels=found)


@campaigns.route("/channels/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def create_channel() -> Answer:
    """Write a new channel."""
    return _write(None)


@campaigns.route("/channels/<int:channel_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def edit_channel(channel_id: int) -> Answer:
    """Change a channel."""
    return _write(db.session.get(Channel, channel_id) or abort(404))


def _write(channel: Channel | None) -> Answer:
    form = ChannelForm(obj=channel)
    if form.validate_on_submit() and fresh(form, channel.version if channel else None):
        service.save_channel(db.session(), staff(), channel, form.values())
        db.session.commit()
        flash(_("The channel is saved."), "success")
        return redirect(url_for("campaigns.channels"))
    page = render_template(
        "campaigns/edit_channel.html", form=form, channel=channel, natures=NATURES, problems=form.problems()
    )
    return (page, 422) if form.is_submitted() else page


@campaigns.post("/channels/<int:channel_id>/<any(archive, restore):act>")
@requires(Permission.EDIT_CAMPAIGNS)
def archive_channel(channel_id: int, act: str) -> Response:
    """Take a channel out of the choices, or bring it back."""
    channel = db.session.get(Channel, channel_id) or abort(404)
    service.archive_channel(db.session(), staff(), channel, now() if act == "archive" else None)
    db.session.commit()
    flash(_("The channel is saved."), "success")
    return redirect(url_for("campaigns.channels"))
