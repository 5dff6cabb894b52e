"""Forms of the administration and of one's own profile."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, PasswordField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Email, EqualTo, Length, NumberRange, Optional

from careers.accounts.labels import ACCESSIBILITY, ROLES
from careers.accounts.models import AccessibilityStatus, Role
from careers.web.forms import BaseForm, EnumField, TextField, choices_of, strip
from careers.web.i18n import LANGUAGES

_NAMED = DataRequired(_l("Type a name."))
_MAIL = Email(_l("Type a mail address, such as name@example.org."))
_ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


class InvitationForm(BaseForm):
    """Whom to invite, and as what."""

    name = TextField(_l("Name"), [_NAMED, Length(max=300)])
    email = TextField(_l("Mail address"), [DataRequired(_l("Type a mail address.")), _MAIL, Length(max=254)])
    role = EnumField(_l("Role"), Role, ROLES.__getitem__, default=Role.RECRUITER)
    language = SelectField(_l("Language"), choices=choices_of(LANGUAGES.items()), default="fr")


class AcceptForm(BaseForm):
    """How an invited person is called, and their password, typed twice."""

    name = TextField(_l("Your name"), [_NAMED, Length(max=300)])
    password = PasswordField(
        _l("Password"),
        [
            DataRequired(_l("Choose a password.")),
            Length(min=12, max=200, message=_l("Choose a password of at least 12 characters.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same password again"),
        [EqualTo("password", _l("The two passwords differ. Type the same one twice."))],
        render_kw={"autocomplete": "new-password"},
    )


class StaffForm(BaseForm):
    """What somebody may do."""

    role = EnumField(_l("Role"), Role, ROLES.__getitem__)
    active = BooleanField(_l("May sign in"))


class ProfileForm(BaseForm):
    """One's own name, language and time zone."""

    name = TextField(_l("Name"), [_NAMED, Length(max=300)])
    language = SelectField(_l("Language"), choices=choices_of(LANGUAGES.items()))
    time_zone = SelectField(_l("Time zone"), choices=choices_of((zone, zone) for zone in _ZONES))
    remind_at = SelectField(
        _l("Hour of the morning's mail"),
        coerce=lambda value: None if value in ("", None, "None") else int(value),
        choices=choices_of([("", _l("As for everybody")), *((hour, f"{hour}:00") for hour in range(24))]),
    )
    weekly_report = BooleanField(_l("Send me the report of the week each Monday"))


class OrganisationForm(BaseForm):
    """What the public pages say about the employer."""

    name = TextField(_l("Name of the employer"), [_NAMED, Length(max=300)])
    street = TextField(_l("Street"), [Length(max=300)])
    postal_code = TextField(_l("Postal code"), [Length(max=80)])
    city = TextField(_l("Town"), [Length(max=80)])
    website = TextField(_l("Website"), [Length(max=300)])
    presentation = TextAreaField(_l("Presentation (Markdown)"), filters=[strip])
    contact_email = TextField(_l("Mail address for candidates"), [Optional(), _MAIL])
    contact_phone = TextField(_l("Telephone for candidates"), [Length(max=80)])
    privacy_officer = TextField(_l("Data protection officer"), [Length(max=300)])
    privacy_email = TextField(_l("Mail address of the data protection officer"), [Optional(), _MAIL])
    retention_months = IntegerField(
        _l("Months to keep the data of candidates who are not hired"), [NumberRange(1, 60)]
    )
    talent_pool_months = IntegerField(
        _l("Months to keep the data of candidates who joined the talent pool"), [NumberRange(1, 60)]
    )
    accessibility_status = EnumField(
        _l("Accessibility, as audited"), AccessibilityStatus, ACCESSIBILITY.__getitem__
    )
    accessibility_contact = TextField(_l("Mail address for accessibility problems"), [Optional(), _MAIL])
