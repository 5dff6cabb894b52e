"""One post: written, made ready with its link, published, withdrawn."""

from typing import cast

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, requires, staff
from careers.campaigns import posting, queries
from careers.campaigns.forms import PostForm, PublishForm, id_choices
from careers.campaigns.models import Campaign, Post
from careers.campaigns.networks import NATURES, with_link
from careers.campaigns.views.blueprint import campaigns
from careers.campaigns.views.lists import found
from careers.clock import now
from careers.extensions import db
from careers.tracking.service import address_of
from careers.web.forms import add_error, fresh

Answer = str | Response | tuple[str, int]


def _found(post_id: int) -> Post:
    return queries.post_by_id(db.session(), post_id) or cast(Post, abort(404))


def _form(campaign: Campaign, post: Post | None) -> PostForm:
    channels = queries.channels(db.session())
    if post and post.channel not in channels:
        channels.append(post.channel)
    only = campaign.openings[0].id if len(campaign.openings) == 1 else None
    form = PostForm(obj=post) if post else PostForm(data={"opening_id": only})
    form.channel_id.choices = id_choices(channels)
    held = [post.opening] if post and post.opening and post.opening not in campaign.openings else []
    form.opening_id.choices = id_choices([*campaign.openings, *held])
    return form


def _write(campaign: Campaign, post: Post | None) -> Answer:
    form = _form(campaign, post)
    if form.validate_on_submit() and fresh(form, post.version if post else None):
        try:
            values = {**form.values(), "campaign_id": campaign.id}
            saved = posting.save_post(db.session(), staff(), post, values, now())
            db.session.commit()
            flash(_("The post is saved."), "success")
            return redirect(url_for("campaigns.show_post", post_id=saved.id))
        except posting.WrongState:
            flash(_("The post is out already, so its text stays as it is."), "error")
            return redirect(url_for("campaigns.show_post", post_id=cast(Post, post).id))
        except (posting.NothingToPublish, posting.TextTooLong) as unfit:
            db.session.rollback()
            add_error(form.text, _unfit(unfit))
    channels = queries.channels(db.session(), archived=True)
    page = render_template(
        "campaigns/edit_post.html",
        form=form,
        campaign=campaign,
        post=post,
        channels=channels,
        natures=NATURES,
        problems=form.problems(),
    )
    return (page, 422) if form.is_submitted() else page


def _unfit(refusal: Exception) -> str:
    """Say what the network would not take, and what to do."""
    if isinstance(refusal, posting.TextTooLong):
        return str(_("The text with its link has %(length)s characters; the network takes %(limit)s. Shorten it first.",
                 length=refusal.length, limit=refusal.limit))  # fmt: skip
    return str(
        _("The post is ready to publish, so it needs a text. Write it, or take the post back to draft first.")
    )


@campaigns.route("/campaigns/<int:campaign_id>/posts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def create_post(campaign_id: int) -> Answer:
    """Write a new post."""
    return _write(found(campaign_id), None)


@campaigns.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_CAMPAIGNS)
def edit_post(post_id: int) -> Answer:
    """Change a post that is not out yet."""
    post = _found(post_id)
    return _write(post.campaign, post)


@campaigns.get("/posts/<int:post_id>")
@requires(Permission.SEE_CAMPAIGNS)
def show_post(post_id: int) -> str:
    """Show a post: the text with its link ready to copy, the next step, what it brought."""
    return _page(_found(post_id), PublishForm(formdata=None))


def _page(post: Post, form: PublishForm) -> str:
    address = address_of(post.link, current_app.config["CAREERS"].public_url) if post.link else ""
    return render_template(
        "campaigns/show_post.html",
        post=post,
        form=form,
        address=address,
        ready_text=with_link(post.text, address) if address else post.text,
        acts={act for act, states in posting.MAY.items() if post.state in states},
        nature=NATURES[post.channel.network],
        problems=form.problems(),
    )


@campaigns.post("/posts/<int:post_id>/ready")
@requires(Permission.EDIT_CAMPAIGNS)
def make_ready(post_id: int) -> Response:
    """Give a post its tracked link."""
    post, domains = _found(post_id), current_app.config["CAREERS"].allowed_link_domains
    try:
        posting.make_ready(db.session(), staff(), post, domains, now())
        db.session.commit()
        flash(
            _("The post is ready: copy the text with its link, publish it, then paste its address here."),
            "success",
        )
    except posting.NothingToPublish:
        flash(_("The post has no text yet. Write it first."), "error")
    except posting.TextTooLong as long:
        flash(_unfit(long), "error")
    except posting.WrongState:
        flash(_("The post is ready already."))
    return redirect(url_for("campaigns.show_post", post_id=post_id))


@campaigns.post("/posts/<int:post_id>/publish")
@requires(Permission.EDIT_CAMPAIGNS)
def publish_post(post_id: int) -> Answer:
    """Record that a post is out, with its public address."""
    post, form = _found(post_id), PublishForm()
    if form.validate_on_submit():
        try:
            _publish(post, str(form.public_url.data or ""), bool(form.has_no_address.data))
            db.session.commit()
            flash(_("The post is published. Its clicks appear on this page."), "success")
            return redirect(url_for("campaigns.show_post", post_id=post_id))
        except posting.AddressNeeded:
            add_error(
                form.public_url, _("Paste the address of the post; the network shows it under “Copy link”.")
            )
        except posting.WrongState:
            flash(_("The post is published already."))
            return redirect(url_for("campaigns.show_post", post_id=post_id))
    return _page(post, form), 422


def _publish(post: Post, address: str, has_none: bool) -> None:
    if not address and (has_none or not NATURES[post.channel.network].has_public_address):
        posting.publish_without_address(db.session(), staff(), post, now())
    else:
        posting.publish_post(db.session(), staff(), post, address, now())


@campaigns.post("/posts/<int:post_id>/<any(withdraw, draft):act>")
@requires(Permission.EDIT_CAMPAIGNS)
def take_back(post_id: int, act: str) -> Response:
    """Withdraw a post, or take it back to draft."""
    post = _found(post_id)
    try:
        if act == "withdraw":
            posting.withdraw_post(db.session(), staff(), post, now())
        else:
            posting.back_to_draft(db.session(), staff(), post)
        db.session.commit()
        text = (
            _("The post is withdrawn; its link goes on working.")
            if act == "withdraw"
            else _("The post is a draft again; it keeps its link.")
        )
        flash(text, "success")
    except posting.WrongState:
        flash(_("Somebody else changed this post meanwhile. Look at its state, then choose again."), "error")
    return redirect(url_for("campaigns.show_post", post_id=post_id))
