"""The application form, its check-answers step, the confirmation, and the withdrawal."""

from typing import cast

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from careers import mail
from careers.accounts import queries as employer
from careers.applicants import intake
from careers.applicants import queries as applicants
from careers.applicants import service as pipeline
from careers.applicants.mails import received_letter
from careers.applicants.models import Application, ApplicationDraft
from careers.clock import now
from careers.extensions import csrf, db, limiter
from careers.openings.models import Opening
from careers.site import apply as form_keys
from careers.site.forms import ApplyForm
from careers.site.views.blueprint import site
from careers.site.views.consent import visitor
from careers.site.views.jobs import live_or_similar
from careers.site.visits import count_visit
from careers.tracking import queries as tracking
from careers.tracking.models import Page

Answer = str | Response | tuple[str, int]
CV_MISSING = _l("Choose your CV: a PDF, DOCX or ODT file of at most 5 MB.")


@site.get("/jobs/<slug>/apply")
def apply(slug: str) -> Answer:
    """Show the form, with the source that the link suggests, or what a draft holds."""
    opening = live_or_similar(slug)
    if not isinstance(opening, Opening):
        return opening
    link = tracking.link_by_code(db.session(), request.args.get("via", ""))
    key = form_keys.key_of(request.args.get("form", ""), opening)
    draft = applicants.draft_by_key(db.session(), key) if key else None
    count_visit(Page.FORM, opening, link, visitor())
    if draft is not None:
        data = {**draft.answers, "form_key": request.args["form"], "via": request.args.get("via", "")}
        return _form_page(opening, ApplyForm(formdata=None, data=data), draft)
    sources = form_keys.prefilled_sources(db.session(), link)
    new = {"form_key": form_keys.new_form_key(opening), "via": link.code if link else "", "sources": sources}
    return _form_page(opening, ApplyForm(formdata=None, data=new), None)


def _form_page(opening: Opening, form: ApplyForm, draft: ApplicationDraft | None) -> str:
    kept = applicants.documents_of_draft(db.session(), draft) if draft else []
    return render_template(
        "site/apply.html",
        opening=opening,
        form=form,
        files=form.file_fields(opening.documents_asked),
        kept={row.kind.value: row for row in kept},
        problems=form.problems(),
    )


@site.post("/jobs/<slug>/apply")
@csrf.exempt  # type: ignore[untyped-decorator]
@limiter.limit("60/hour")
def send_form(slug: str) -> Answer:
    """Keep what was typed and sent; go on to the check page, or show what is missing with nothing lost."""
    opening = live_or_similar(slug)
    if not isinstance(opening, Opening):
        return opening
    form = ApplyForm()
    key = form_keys.key_of(form.form_key.data or "", opening)
    if key is None:
        form.form_key.data = form_keys.new_form_key(opening)
        key = cast(str, form_keys.key_of(form.form_key.data, opening))
    if applicants.application_of_form(db.session(), key) is not None:
        return _after_the_draft(slug, key)
    is_valid = form.validate_on_submit()
    draft = _keep(key, opening, form)
    db.session.commit()
    if is_valid and not form.problems():
        return redirect(url_for("site.check", slug=slug, form=form.form_key.data))
    return _form_page(opening, form, draft), 422


def _keep(key: str, opening: Opening, form: ApplyForm) -> ApplicationDraft:
    session = db.session()
    link = tracking.link_by_code(session, form.via.data or "")
    draft = intake.save_draft(session, key, opening, link, form.answers(), now())
    kept = form_keys.take_files(session, draft, form.file_fields(opening.documents_asked))
    form_keys.require_cv(kept, form.cv, CV_MISSING)
    return draft


@site.get("/jobs/<slug>/apply/check")
def check(slug: str) -> Answer:
    """Show the answers once more before they are sent, each with a link to change it."""
    opening = live_or_similar(slug)
    if not isinstance(opening, Opening):
        return opening
    key = form_keys.key_of(request.args.get("form", ""), opening)
    draft = applicants.draft_by_key(db.session(), key) if key else None
    if draft is None:
        return _after_the_draft(slug, key)
    kept = applicants.documents_of_draft(db.session(), draft)
    return render_template(
        "site/check.html", opening=opening, draft=draft, kept=kept, form_key=request.args["form"]
    )


def _after_the_draft(slug: str, key: str | None) -> Response:
    """Go to the confirmation if this form was sent already, else to a new form."""
    sent = applicants.application_of_form(db.session(), key) if key else None
    if sent is not None:
        return redirect(url_for("site.received", key=sent.key))
    return redirect(url_for("site.apply", slug=slug))


@site.post("/jobs/<slug>/apply/check")
@csrf.exempt  # type: ignore[untyped-decorator]
@limiter.limit("20/hour")
def submit(slug: str) -> Answer:
    """Send the application; the same form sent again leads to the same confirmation."""
    opening = live_or_similar(slug)
    key = form_keys.key_of(request.form.get("form", ""), opening) if isinstance(opening, Opening) else None
    if not isinstance(opening, Opening):
        return opening
    try:
        zone = current_app.config["CAREERS"].time_zone
        application, is_new = intake.submit(
            db.session(), key or "", get_locale().language, now(), zone, visitor()
        )
    except intake.DraftGone:
        return redirect(url_for("site.apply", slug=slug))
    if is_new:
        _confirm_by_mail(application)
    address = url_for("site.received", key=application.key)
    db.session.commit()
    return redirect(address)


def _confirm_by_mail(application: Application) -> None:
    session = db.session()
    organisation = employer.organisation(session)
    address = current_app.config["CAREERS"].public_url.rstrip("/") + url_for(
        "site.received", key=application.key, _external=False
    )
    letter = received_letter(application, organisation.name, organisation.contact_email, address)
    mail.queue(session, letter)


def _private(page: str) -> Response:
    answer = current_app.make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@site.get("/applications/<key>")
def received(key: str) -> Response:
    """Confirm an application to the person who sent it, who alone knows this address."""
    application = applicants.application_by_key(db.session(), key) or abort(404)
    return _private(render_template("site/received.html", application=application))


@site.get("/applications/<key>/withdraw")
def ask_withdrawal(key: str) -> Response:
    """Ask whether the candidate really wants to withdraw."""
    application = applicants.application_by_key(db.session(), key) or abort(404)
    return _private(render_template("site/withdraw.html", application=application))


@site.post("/applications/<key>/withdraw")
@csrf.exempt  # type: ignore[untyped-decorator]
@limiter.limit("20/hour")
def withdraw(key: str) -> Response:
    """Withdraw the application."""
    application = applicants.application_by_key(db.session(), key) or abort(404)
    pipeline.withdraw_application(db.session(), application, now())
    db.session.commit()
    return redirect(url_for("site.received", key=key))
