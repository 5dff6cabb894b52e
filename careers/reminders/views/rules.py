"""The rules: what each would say, for everybody, a campaign or oneself, and whom over the next 14 days."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts.permissions import Permission, allows, requires, staff
from careers.campaigns import queries as campaigns
from careers.clock import now
from careers.extensions import db
from careers.reminders import queries, service
from careers.reminders import rules as known
from careers.reminders.models import Rule
from careers.reminders.views.blueprint import reminders
from careers.reminders.views.mine import zone
from careers.web.paging import address_with, asked_id, id_of


def _scope() -> tuple[str, str, bool]:
    """Return the scope that the address asks for, its name, and whether one may change it."""
    campaign_id = asked_id("campaign")
    if campaign_id is not None:
        found = campaigns.campaign_by_id(db.session(), campaign_id)
        if found is None or not allows(staff(), Permission.SEE_CAMPAIGNS):
            abort(404)
        return known.of_campaign(found.id), found.name, allows(staff(), Permission.EDIT_CAMPAIGNS)
    if request.args.get("scope") == "me":
        return known.of_person(staff().id), staff().name, True
    return known.ALL, "", allows(staff(), Permission.ADMINISTER)


@reminders.get("/staff/reminders/rules")
@requires(Permission.SIGNED_IN)
def rules() -> str:
    """Show every rule with its sentence and switch, and whom all of them would remind over the next 14 days."""
    scope, name, may_change = _scope()
    shown = {rule: one for rule, one in known.RULES.items() if rule is not Rule.OWN}
    if asked_id("campaign") is not None:
        shown = {rule: one for rule, one in shown.items() if one.knows_campaign}
    return render_template(
        "reminders/rules.html",
        rules=shown,
        switches=known.switches(db.session()),
        scope=scope,
        name=name,
        may_change=may_change,
        preview=_preview(scope),
    )


def _preview(scope: str) -> list[object]:
    found = queries.preview(db.session(), now(), zone())
    if scope == known.ALL and not allows(staff(), Permission.ADMINISTER):
        scope = known.of_person(staff().id)
    return [
        (day, one)
        for day, one in found
        if scope == known.ALL
        or scope in {known.of_person(one.recipient.id), known.of_campaign(one.campaign_id or 0)}
    ]


@reminders.post("/staff/reminders/rules/<rule>")
@requires(Permission.SIGNED_IN)
def switch(rule: str) -> Response:
    """Switch a rule on or off, give it another number of days, or let it follow what holds above."""
    if rule not in known.RULES:
        abort(404)
    scope, _name, may_change = _scope()
    if not may_change:
        abort(403)
    form, days = request.form, id_of(request.form.get("days", ""))
    if form.get("act") == "reset":
        service.reset_rule(db.session(), staff(), Rule(rule), scope)
    else:
        is_on, days = form.get("is_on") == "y", None if days is None else min(days, known.MOST_DAYS)
        service.switch_rule(db.session(), staff(), Rule(rule), scope, is_on=is_on, days=days)
    db.session.commit()
    flash(_("The rule is saved."), "success")
    return redirect(address_with(url_for("reminders.rules", lang=None)))
