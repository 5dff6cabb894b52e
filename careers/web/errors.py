"""Error pages that say what to do next, in the reader's language, with the same headers as any page."""

from flask import Flask, render_template, request
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from careers.extensions import db

Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def _texts(code: int) -> tuple[str, str]:
    known = {
        400: (_("This request could not be read"), _("Go back, reload the page and try again.")),
        403: (_("You may not do this"), _("Ask an administrator for the right role, then try again.")),
        404: (_("This page does not exist"), _("Check the address, or start again from the list of jobs.")),
        405: (_("This address does not answer that way"), _("Go back and use the buttons of the page.")),
        409: (
            _("Somebody else changed this meanwhile"),
            _("Go back: what you typed is still in the form. Open the page in a second tab and compare."),
        ),
        410: (_("This is no longer here"), _("Look at the jobs that are open now.")),
        413: (_("The files are too large together"), _("Go back and choose files of at most 5 MB each.")),
        429: (_("Too many attempts"), _("Wait a few minutes, then try again.")),
    }
    return known.get(
        code, (_("Something went wrong on our side"), _("Nothing was lost. Try again in a minute."))
    )


def page(code: int, headers: dict[str, str] | None = None) -> Answer:
    """Return the error page of an HTTP status."""
    if request_ctx.url_adapter is None:
        # The request names a host that is not ours; no page of ours can be drawn for it.
        return "This host is not served here.\n", code, {"Content-Type": "text/plain; charset=utf-8"}
    title, advice = _texts(code)
    body = render_template("errors/error.html", code=code, title=title, advice=advice)
    return body, code, headers or {}


def install(app: Flask) -> None:
    """Translate every error into its page; a fault of ours is rolled back and logged without form data."""

    @app.errorhandler(HTTPException)
    def known_error(error: HTTPException) -> Answer:
        headers = {k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}}
        return page(error.code or 500, headers)

    @app.errorhandler(CSRFError)
    def forged_form(_error: CSRFError) -> Answer:
        return page(400)

    @app.errorhandler(StaleDataError)
    def edited_meanwhile(_error: StaleDataError) -> Answer:
        db.session.rollback()
        return page(409)

    @app.errorhandler(Exception)
    def our_fault(error: Exception) -> Answer:
        db.session.rollback()
        app.logger.error("%s on %s %s", type(error).__name__, request.method, request.path, exc_info=error)
        if app.testing or app.debug:
            raise error
        return page(500)
