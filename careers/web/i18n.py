"""Language, time zone, and how money, days and instants are written."""

from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from flask import Flask, current_app, has_request_context, request
from flask_babel import format_date, format_datetime, get_locale
from flask_babel import gettext as _
from flask_security import current_user

from careers.extensions import babel

LANGUAGES = {"fr": "Français", "en": "English"}


def language() -> str:
    """Choose: what the address asks, what the person's profile says, what the browser prefers."""
    if not has_request_context():
        return _default()
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    return request.accept_languages.best_match(list(LANGUAGES), default=_default()) or _default()


def time_zone() -> str:
    """Return the signed-in person's time zone, else the installation's."""
    if has_request_context() and current_user and current_user.is_authenticated:
        return str(current_user.time_zone)
    return str(current_app.config["BABEL_DEFAULT_TIMEZONE"])


def _default() -> str:
    return str(current_app.config["BABEL_DEFAULT_LOCALE"])


def money(cents: int | None, currency: str = "EUR") -> str:
    """Return an amount as people write it; whole units lose their zeros, None is a dash."""
    if cents is None:
        return "–"
    amount = Decimal(cents) / 100
    pattern = "#,##0 ¤" if get_locale().language == "fr" else "¤#,##0"
    if amount != amount.to_integral_value():
        return str(format_currency(amount, currency, locale=get_locale()))
    return str(format_currency(amount, currency, pattern, locale=get_locale(), currency_digits=False))


def number(value: float | int | None, digits: int = 0) -> str:
    """Return a number with the language's separators and at most that many decimals; None is a dash."""
    if value is None:
        return "–"
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return str(format_decimal(value, pattern, locale=get_locale()))


def day(value: date | datetime | None, style: str = "medium") -> str:
    """Return a date; an instant is put into the reader's time zone first. None is a dash."""
    return "–" if value is None else str(format_date(value, style))


def instant(value: datetime | None, style: str = "short") -> str:
    """Return date and time in the reader's time zone; None is a dash."""
    return "–" if value is None else str(format_datetime(value, style))


def size(count: int) -> str:
    """Return a number of bytes as people read it: kilobytes, or megabytes from a million on."""
    if count >= 1_000_000:
        return str(_("%(number)s MB", number=number(count / 1_000_000, 1)))
    return str(_("%(number)s kB", number=number(max(1, round(count / 1000)))))


def install(app: Flask) -> None:
    """Give templates the language, and filters for money, numbers, days and instants."""
    babel.init_app(app, locale_selector=language, timezone_selector=time_zone)
    app.jinja_env.filters.update(money=money, number=number, day=day, instant=instant, size=size)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, current_language=lambda: str(get_locale().language))

    @app.url_defaults
    def keep_asked_language(_endpoint: str, values: dict[str, object]) -> None:
        """Carry a language that the address asked for into our own links, since no cookie remembers it."""
        if _endpoint != "static" and has_request_context() and request.args.get("lang") in LANGUAGES:
            values.setdefault("lang", request.args["lang"])
