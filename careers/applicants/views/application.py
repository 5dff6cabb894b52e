"""One application: the person, documents, notes, history, journey."""

from typing import cast

from flask import abort, current_app, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from careers.accounts import audit
from careers.accounts.permissions import Permission, requires, staff
from careers.applicants import queries, service
from careers.applicants.documents import place_of
from careers.applicants.forms import NoteForm
from careers.applicants.models import Application
from careers.applicants.views.blueprint import applicants
from careers.clock import now
from careers.extensions import db
from careers.sqlite import begin_writing


def visible(key: str) -> Application:
    """Return the application that one may see; missing and foreign ones answer the same 404."""
    return queries.application_by_key(db.session(), key, staff()) or cast(Application, abort(404))


@applicants.get("/applications/<key>")
@requires(Permission.SEE_APPLICATIONS)
def show(key: str) -> str:
    """Show one application with everything that is known about it."""
    return _page(visible(key), NoteForm(formdata=None))


def _page(application: Application, form: NoteForm) -> str:
    session = db.session()
    return render_template(
        "applicants/show.html",
        application=application,
        form=form,
        problems=form.problems(),
        stages=queries.stages(session),
        documents=queries.documents(session, application),
        notes=queries.notes(session, application),
        changes=queries.changes(session, application),
        others=queries.other_applications(session, application, staff()),
    )


@applicants.post("/applications/<key>/notes")
@requires(Permission.MOVE_APPLICATIONS)
def add_note(key: str) -> Response | tuple[str, int]:
    """Write a note."""
    application, form = visible(key), NoteForm()
    if not form.validate_on_submit():
        return _page(application, form), 422
    service.add_note(db.session(), staff(), application, str(form.body.data), now())
    db.session.commit()
    flash(_("The note is saved."), "success")
    return redirect(url_for("applicants.show", key=key, _anchor="notes"))


@applicants.get("/documents/<key>")
@requires(Permission.SEE_APPLICATIONS)
def document(key: str) -> Response:
    """Answer a candidate's file as a download, and record who took it."""
    begin_writing()
    row = queries.document_by_key(db.session(), key, staff()) or abort(404)
    place = place_of(current_app.config["CAREERS"].uploads, row.stored_name)
    if not place.exists():
        abort(404)
    audit.record(db.session(), staff(), "document.opened", row.application, kind=row.kind.value)
    name, media_type = row.file_name, row.media_type
    db.session.commit()
    answer = send_file(place, mimetype=media_type, as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
