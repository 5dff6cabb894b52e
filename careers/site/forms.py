"""The application form. It needs no account, no cookie and no script."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from careers.applicants.labels import DOCUMENTS, SOURCES
from careers.applicants.models import DocumentKind
from careers.web.forms import BaseForm, TextField, choices_of, strip


class ApplyForm(BaseForm):
    """What a candidate fills in: at most five required answers, the CV among them."""

    class Meta:
        """Without a session there is no token to compare; the signed form key stands in for it."""

        csrf = False

    form_key = HiddenField()
    via = HiddenField()
    first_name = TextField(
        _l("First name"),
        [
            DataRequired(_l("Type your first name.")),
            Length(max=100, message=_l("Type at most 100 characters.")),
        ],
        render_kw={"autocomplete": "given-name"},
    )
    last_name = TextField(
        _l("Last name"),
        [
            DataRequired(_l("Type your last name.")),
            Length(max=100, message=_l("Type at most 100 characters.")),
        ],
        render_kw={"autocomplete": "family-name"},
    )
    email = TextField(
        _l("Mail address"),
        [
            DataRequired(_l("Type your mail address, so that we can answer you.")),
            Email(_l("Type a mail address such as name@example.org.")),
            Length(max=254),
        ],
        render_kw={"autocomplete": "email", "type": "email", "spellcheck": "false"},
    )
    phone = TextField(
        _l("Telephone (optional)"), [Length(max=40)], render_kw={"autocomplete": "tel", "type": "tel"}
    )
    cv = FileField(_l("Your CV"))
    cover_letter = FileField(_l("Cover letter (optional)"))
    diploma = FileField(_l("Diploma (optional)"))
    registration = FileField(_l("Registration with the professional body (optional)"))
    message = TextAreaField(
        _l("A few words to the recruiters (optional)"),
        [Length(max=4000, message=_l("Type at most 4,000 characters."))],
        filters=[strip],
    )
    sources = SelectMultipleField(
        _l("Where did you see this job? (optional)"),
        choices=choices_of(SOURCES.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    source_other = TextField(_l("Where exactly? (optional)"), [Length(max=200)])
    talent_pool = BooleanField(_l("Keep my application for other jobs too (optional)"))

    def validate_phone(self, field: TextField) -> None:
        """Refuse what holds no figure at all; foreign ways of writing numbers all pass."""
        if field.data and sum(c.isdigit() for c in field.data) < 6:
            raise ValidationError(
                str(_l("Type a telephone number such as 06 12 34 56 78, or leave it empty."))
            )

    def file_fields(self, asked: list[str]) -> list[Any]:
        """Return the file fields of the documents that the opening asks for, the CV always first."""
        kinds = [DocumentKind.CV.value, *(kind for kind in asked if kind != DocumentKind.CV.value)]
        return [self[kind] for kind in kinds if kind in self._fields]

    def answers(self) -> dict[str, Any]:
        """Return what was typed, without files and keys, as a draft keeps it."""
        names = (
            "first_name",
            "last_name",
            "email",
            "phone",
            "message",
            "sources",
            "source_other",
            "talent_pool",
        )
        return {name: self[name].data for name in names}


ASKED = {kind.value: text for kind, text in DOCUMENTS.items()}
