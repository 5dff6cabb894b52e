"""Forms of recruiters: moving, notes, stages."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from careers.applicants.labels import STAGES
from careers.applicants.models import StageKind
from careers.web.forms import BaseForm, EnumField, TextField, strip


class NoteForm(BaseForm):
    """A note about an application."""

    body = TextAreaField(
        _l("Note"), [DataRequired(_l("Type the note first.")), Length(max=5000)], filters=[strip]
    )


class StageForm(BaseForm):
    """A stage of the employer's own."""

    kind = EnumField(_l("What it means in reports"), StageKind, STAGES.__getitem__)
    name = TextField(_l("Name on screen"), [DataRequired(_l("Type a name.")), Length(max=80)])


class RenameForm(BaseForm):
    """A stage's name; empty for the standard one."""

    name = TextField(_l("Name on screen"), [Length(max=80)])
