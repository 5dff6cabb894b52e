"""The base of every form, and the fields that people type money, choices and local times into."""

import enum
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import get_timezone
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, DateTimeLocalField, Field, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form whose errors can be listed at the top of the page, in the order of its fields."""

    version = IntegerField(render_kw={"type": "hidden"})

    def problems(self) -> list[tuple[str, str]]:
        """Return (field id, message) for each error, as the error summary shows them."""
        beside = [(field.id, str(message)) for field in self for message in _flat(field.errors)]
        return [("", str(message)) for message in self.form_errors] + beside

    def values(self) -> dict[str, Any]:
        """Return the data of the declared fields only, without token and version."""
        return {k: v for k, v in self.data.items() if k not in {"csrf_token", "version"}}


def _flat(errors: Any) -> Iterable[Any]:
    if isinstance(errors, dict):
        return [message for part in errors.values() for message in _flat(part)]
    return [m for e in errors for m in (_flat(e) if isinstance(e, (list, tuple, dict)) else [e])]


def strip(value: str | None) -> str:
    """Filter: take white space away at both ends; None becomes an empty text."""
    return (value or "").strip()


class TextField(StringField):
    """A line of text without blanks around it, never None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the line; a missing field leaves an empty text."""
        self.data = strip(valuelist[0]) if valuelist else ""


class MoneyField(StringField):
    """An amount typed as people write it ("4 500,50"), held as whole cents or None."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return (
            f"{Decimal(self.data) / 100:f}".rstrip("0").rstrip(".")
            if self.data % 100
            else str(self.data // 100)
        )

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read blanks, narrow blanks, comma or point; anything else is an error that says so."""
        text = "".join((valuelist[0] if valuelist else "").split()).replace(",", ".").removesuffix("€")
        if not text:
            self.data = None
            return
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise ValueError(_l("Type an amount in figures, such as 4500 or 4500.50.")) from None
        if not amount.is_finite() or amount < 0 or amount > 10_000_000:
            raise ValueError(_l("Type an amount between 0 and 10,000,000."))
        self.data = int((amount * 100).to_integral_value())


def _sensible(day: date) -> bool:
    """Say whether a day can be meant: years far off are typing errors that no later sum survives."""
    return 2000 <= day.year <= 2100


class DayField(DateField):
    """A calendar day between 2000 and 2100."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the browser's format; the year must be one that can be meant."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise ValueError(_l("Type a date, such as 2026-12-01.")) from None
        if not _sensible(found):
            raise ValueError(_l("Type a year between 2000 and 2100."))
        self.data = found


class LocalTimeField(DateTimeLocalField):
    """Date and time in the reader's zone on screen, aware UTC in `data`."""

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        zone = ZoneInfo(str(get_timezone()))
        return self.data.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the browser's format; an hour that the clock skips or repeats takes the first reading."""
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            local = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(_l("Type a date and an hour, such as 2026-12-01 09:30.")) from None
        if not _sensible(local.date()):
            raise ValueError(_l("Type a year between 2000 and 2100."))
        self.data = local.replace(tzinfo=ZoneInfo(str(get_timezone()))).astimezone(UTC)


def choices_of(pairs: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Return (value, text) pairs as WTForms' own choices, which replace tuples from its version 3.3 on."""
    return [SelectChoice(value=str(value), label=text) for value, text in pairs]


class EnumField(SelectField):
    """A choice among the members of an enumeration; with `blank` it may stay open (None)."""

    def __init__(
        self,
        label: Any,
        members: Iterable[enum.Enum],
        texts: Callable[[Any], Any],
        *,
        blank: Any = None,
        **kwargs: Any,
    ) -> None:
        members = list(members)
        self._by_value = {str(member.value): member for member in members}
        choices = [(value, texts(member)) for value, member in self._by_value.items()]
        self._options = ([("", blank)] if blank is not None else []) + choices
        super().__init__(label, choices=choices_of(self._options), coerce=self._read, **kwargs)

    def _read(self, value: Any) -> enum.Enum | None:
        if isinstance(value, enum.Enum) or value in (None, "", "None"):
            return value or None
        if value not in self._by_value:
            raise ValueError(str(_l("Choose one of the answers.")))
        return self._by_value[value]

    def pre_validate(self, form: Any) -> None:
        """Refuse nothing but an empty answer where one is needed; `_read` refused foreign values."""
        if self.data is None and self._options[0][0] != "":
            raise ValidationError(str(_l("Choose one of the answers.")))


def fresh(form: BaseForm, version: int | None) -> bool:
    """Say whether the form was opened on this version of what it edits; else add an error to it."""
    if form.version.data in (None, version):
        return True
    errors = list(form.form_errors)
    errors.append(
        str(_l("Somebody else saved this meanwhile. Your text is kept below: compare, then save again."))
    )
    form.form_errors = errors
    form.version.data = version
    form.version.raw_data = None
    return False


def add_error(field: Field, message: Any) -> None:
    """Put an error that a service raised beside its field."""
    field.errors = [*field.errors, str(message)]


def field_attributes(field: Field, hint: Any, css_class: str) -> dict[str, Any]:
    """Return the attributes that join an input with its hint and its error for screen readers."""
    described = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    attributes: dict[str, Any] = {"class": css_class, "required": False}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes
