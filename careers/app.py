"""Builds the application: the only module that knows every part."""

from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, request
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from careers import heartbeat as _heartbeat  # noqa: F401
from careers import sqlite
from careers.accounts import audit as _audit  # noqa: F401
from careers.accounts import menu, permissions, security
from careers.accounts import models as _accounts  # noqa: F401  every model must be known before a mapper is used
from careers.accounts import queries as employer
from careers.accounts.labels import ACCESSIBILITY, MAIL_STATES
from careers.accounts.views import accounts, home
from careers.applicants import labels as applicants_labels
from careers.applicants import models as _applicants  # noqa: F401
from careers.applicants.views import applicants, moves
from careers.applicants.views import lists as applicants_pages
from careers.campaigns import labels as campaigns_labels
from careers.campaigns import models as _campaigns  # noqa: F401
from careers.campaigns.views import campaigns
from careers.campaigns.views import lists as campaigns_pages
from careers.config import Config
from careers.extensions import csrf, db, limiter, migrate
from careers.openings import labels as openings_labels
from careers.openings import models as _openings  # noqa: F401
from careers.openings.views import lists as openings_pages
from careers.openings.views import openings
from careers.reminders import labels as reminders_labels
from careers.reminders import models as _reminders  # noqa: F401
from careers.reminders.views import mine as reminders_pages
from careers.reminders.views import reminders
from careers.reports import labels as reports_labels
from careers.reports import views as reports_pages
from careers.reports.views import reports
from careers.site.posting import public_address
from careers.site.views import consent, site
from careers.tracking import models as _tracking  # noqa: F401
from careers.tracking.directory import Directory
from careers.tracking.recorder import Recorder
from careers.tracking.redirect import Redirect
from careers.web import errors, forms, headers, i18n, markdown, paging, slots

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def create_app(config: Config | None = None, **overrides: Any) -> Flask:
    """Return the application for a configuration; `overrides` are Flask settings, for tests."""
    config = config or Config()
    app = Flask("careers", instance_path=str(config.instance))
    app.config.from_mapping({**config.for_flask(), **overrides})
    app.url_map.converters["int"] = paging.IdConverter
    config.instance.mkdir(parents=True, exist_ok=True)
    _install_extensions(app)
    _install_shared_parts(app)
    _register_views(app)
    _fill_slots(app)
    _mount(app, config)
    return app


def _install_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        sqlite.prepare(db.engine)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    limiter.init_app(app)
    security.install(app)


def _install_shared_parts(app: Flask) -> None:
    for part in (
        i18n,
        errors,
        headers,
        slots,
        menu,
        openings_labels,
        campaigns_labels,
        applicants_labels,
        reports_labels,
        reminders_labels,
    ):
        part.install(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["markdown"] = markdown.as_html
    app.jinja_env.globals.update(
        may=permissions.may,
        MAIL_STATES=MAIL_STATES,
        here_with=paging.here_with,
        address_with=paging.address_with,
        field_attributes=forms.field_attributes,
        undoable_move=moves.undoable,
        asks_consent=consent.is_asked,
        is_recognised=lambda: consent.visitor() is not None,
        public_address=public_address,
    )

    @app.before_request
    def begin() -> None:
        (sqlite.begin_reading if request.method in {"GET", "HEAD", "OPTIONS"} else sqlite.begin_writing)()

    @app.teardown_request
    def forget_what_was_not_committed(_error: BaseException | None) -> None:
        db.session.rollback()
        sqlite.begin_writing()


def _register_views(app: Flask) -> None:
    """Register each domain's blueprint."""
    for blueprint in (home, accounts, openings, campaigns, applicants, reports, reminders, site):
        app.register_blueprint(blueprint)

    @app.context_processor
    def the_employer() -> dict[str, Any]:
        organisation = employer.organisation(db.session())
        return {
            "organisation": organisation,
            "accessibility_label": lambda: ACCESSIBILITY[organisation.accessibility_status],
        }


def _fill_slots(app: Flask) -> None:
    """Join the pages of lower domains with what higher domains show on them."""
    slots.fill(app, "home.today", reminders_pages.todays_work)
    slots.fill(app, "home.today", openings_pages.todays_work)
    slots.fill(app, "home.today", applicants_pages.todays_work)
    slots.fill(app, "opening.aside", applicants_pages.of_opening)
    slots.fill(app, "opening.aside", campaigns_pages.of_opening)
    slots.fill(app, "admin.menu", applicants_pages.admin_entry)
    slots.fill(app, "campaign.results", reports_pages.of_campaign)
    slots.fill(app, "post.results", reports_pages.of_post)
    slots.fill(app, "application.journey", reports_pages.journey)


def _mount(app: Flask, config: Config) -> None:
    """Mount what answers outside Flask: the redirect and, behind a proxy, the true scheme and host."""
    engine = partial(_engine_of, app)
    directory, recorder = Directory(engine), Recorder(engine, config.spool)
    app.extensions["links"] = directory
    app.wsgi_app = Redirect(  # type: ignore[method-assign]
        app.wsgi_app, directory, recorder, config.hosts, lambda: config.consent_banner
    )
    if config.trusted_proxies:
        n = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]


def _engine_of(app: Flask) -> Engine:
    """Return the application's engine, for what answers outside a request."""
    with app.app_context():
        return db.engine
