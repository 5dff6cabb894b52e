"""Security headers on every answer, errors and files included."""

import secrets

from flask import Flask, Response, abort, g, request
from flask_security import current_user


def csp_nonce() -> str:
    """Return this request's nonce, which our own inline JSON-LD and settings carry."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _policy() -> str:
    script = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    return (
        f"default-src 'self'; script-src {script}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def install(app: Flask) -> None:
    """Add the headers, and refuse what another site sends in somebody's name."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    secure: bool = app.config["CAREERS"].secure

    @app.before_request
    def refuse_cross_site_writes() -> None:
        if (
            request.method not in {"GET", "HEAD", "OPTIONS"}
            and request.headers.get("Sec-Fetch-Site") == "cross-site"
        ):
            abort(403)

    @app.before_request
    def refuse_nul() -> None:
        """Refuse what no browser sends and no database takes, before it reaches a query."""
        values = (request.path, *request.args.values(), *request.form.values())
        if any("\0" in value for value in values):
            abort(404 if "\0" in request.path else 400)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _policy())
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if secure:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if request.endpoint != "static" and current_user and current_user.is_authenticated:
            headers["Cache-Control"] = "no-store"
        return response
