"""The candidate's word on being recognised again: yes, no, or no longer."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from careers.extensions import csrf, db, limiter
from careers.site.views.blueprint import site
from careers.tracking import consent


def visitor() -> str | None:
    """Return what is stored of this browser, if the installation asks for consent and it was given."""
    if not current_app.config["CAREERS"].consent_banner:
        return None
    return consent.visitor_of(request.cookies.get(consent.COOKIE), request.headers.get("Sec-GPC"))


def is_asked() -> bool:
    """Say whether the banner is shown: the installation asks, and this browser has said nothing yet."""
    is_on: bool = current_app.config["CAREERS"].consent_banner
    return (
        is_on
        and consent.COOKIE not in request.cookies
        and not consent.refuses_by_itself(request.headers.get("Sec-GPC"))
    )


@site.post("/consent")
@csrf.exempt  # type: ignore[untyped-decorator]
@limiter.limit("30/hour")
def consented() -> Response:
    """Keep the answer on the device, and forget what was known of it unless the answer is yes."""
    if not current_app.config["CAREERS"].consent_banner:
        abort(404)
    answer = redirect(_way_back())
    if request.form.get("answer") == "yes" and not consent.refuses_by_itself(request.headers.get("Sec-GPC")):
        known = visitor() and request.cookies[consent.COOKIE]
        _keep(answer, known or consent.new_id(), consent.LASTS.total_seconds())
        return answer
    if known := visitor():
        consent.forget_visitor(db.session(), known)
        db.session.commit()
    _keep(answer, consent.NO, consent.NO_LASTS.total_seconds())
    return answer


def _keep(answer: Response, value: str, seconds: float) -> None:
    secure = current_app.config["CAREERS"].secure
    answer.set_cookie(
        consent.COOKIE, value, max_age=int(seconds), secure=secure, httponly=True, samesite="Lax"
    )


def _way_back() -> str:
    """Return the page that the banner stood on, if it is one of ours."""
    asked = request.form.get("back", "")
    if not asked.isprintable():
        return url_for("site.jobs")
    parts = urlsplit(asked)
    is_ours = (
        asked.startswith("/") and not asked.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    )
    return asked if is_ours else url_for("site.jobs")
