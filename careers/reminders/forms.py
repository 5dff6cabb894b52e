"""Forms of reminders."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from careers.reminders.recurrence import BadRecurrence, checked
from careers.web.forms import BaseForm, DayField, TextField, strip

REPEATS = {
    "": _l("once"),
    "FREQ=DAILY": _l("every day"),
    "FREQ=WEEKLY": _l("every week"),
    "FREQ=WEEKLY;INTERVAL=2": _l("every two weeks"),
    "FREQ=MONTHLY": _l("every month"),
    "FREQ=YEARLY": _l("every year"),
}


class OwnReminderForm(BaseForm):
    """A reminder set by hand."""

    title = TextField(_l("What to remember"), [DataRequired(_l("Type what to remember.")), Length(max=300)])
    first_on = DayField(_l("On"), [InputRequired(_l("Choose the day."))])
    repeat = TextField(_l("Repeat"), [Length(max=200)])
    note = TextAreaField(_l("Note"), filters=[strip])

    def validate_repeat(self, field: Field) -> None:
        """Refuse what is no recurrence rule."""
        try:
            field.data = checked(field.data or "")
        except BadRecurrence:
            raise ValidationError(
                str(_l("Choose one of the suggestions, or type a rule such as FREQ=MONTHLY;BYDAY=1MO."))
            ) from None
