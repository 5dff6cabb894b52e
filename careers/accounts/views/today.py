"""The home page of staff, and everybody's own profile."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from careers.accounts import service
from careers.accounts.forms import ProfileForm
from careers.accounts.permissions import Permission, requires, staff
from careers.accounts.views.blueprints import accounts, home
from careers.extensions import db


@home.get("/")
@requires(Permission.SIGNED_IN)
def index() -> str:
    """Show what needs doing today; each domain adds its part."""
    return render_template("home/index.html")


@accounts.route("/profile", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def profile() -> str | Response | tuple[str, int]:
    """Let people change their name, language and time zone."""
    form = ProfileForm(obj=staff())
    if form.validate_on_submit():
        service.save_profile(db.session(), staff(), **form.values())
        db.session.commit()
        refresh()
        flash(_("Your profile is saved."), "success")
        return redirect(url_for("accounts.profile"))
    page = render_template("accounts/profile.html", form=form, problems=form.problems())
    return (page, 422) if request.method == "POST" else page


@home.get("/<path:_anything>")
@requires(Permission.SIGNED_IN)
def nowhere(_anything: str) -> str:
    """Answer unknown staff addresses like missing objects."""
    abort(404)
