"""Forms of communications officers: channels, campaigns, posts."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import (
    URL,
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from careers.campaigns.labels import NETWORKS
from careers.campaigns.models import Network
from careers.web.forms import (
    BaseForm,
    DayField,
    EnumField,
    LocalTimeField,
    MoneyField,
    TextField,
    choices_of,
    strip,
)

LINE = Length(max=300, message=_l("Type at most 300 characters."))
ADDRESS = URL(message=_l("Type a whole address, such as https://www.linkedin.com/company/example."))
SECURE = Regexp(r"^https://", message=_l("Type a whole address that begins with https://."))
CHOOSE = _l("Choose …")
_UTM = Regexp(r"^[A-Za-z0-9_.-]*$", message=_l("Use letters, figures, dashes and dots only."))


def read_id(value: Any) -> int | None:
    """Read an id out of a select field; an empty choice is None."""
    return int(value) if value not in (None, "", "None") else None


class ChannelForm(BaseForm):
    """One account on one network."""

    name = TextField(_l("Name"), [DataRequired(_l("Type a name, such as “LinkedIn career page”.")), LINE])
    network = EnumField(_l("Network"), Network, NETWORKS.__getitem__, default=Network.LINKEDIN)
    address = TextField(_l("Address of the account"), [Optional(), ADDRESS, SECURE, Length(max=500)])
    editorial_line = TextAreaField(_l("Editorial line"), filters=[strip])
    default_text = TextAreaField(_l("Text that a new post begins with"), filters=[strip])
    utm_source = TextField(_l("utm_source (empty: that of the network)"), [Length(max=80), _UTM])
    organic_medium = TextField(_l("utm_medium of organic posts"), [Length(max=80), _UTM])
    paid_medium = TextField(_l("utm_medium of sponsored posts"), [Length(max=80), _UTM])


class CampaignForm(BaseForm):
    """A time-boxed effort for one or more openings."""

    name = TextField(_l("Name"), [DataRequired(_l("Type a name.")), LINE])
    openings = SelectMultipleField(
        _l("Openings"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    starts_on = DayField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    ends_on = DayField(_l("Last day"), [InputRequired(_l("Choose the last day."))])
    owner_id = SelectField(_l("Owner"), coerce=read_id)
    goal_applications = IntegerField(
        _l("Goal: applications"),
        [Optional(), NumberRange(0, 100_000, _l("Type a number from 0 to 100,000."))],
    )
    goal_hires = IntegerField(
        _l("Goal: hires"), [Optional(), NumberRange(0, 10_000, _l("Type a number from 0 to 10,000."))]
    )
    budget_cents = MoneyField(_l("Budget, in euros"))
    note = TextAreaField(_l("Note for colleagues (Markdown)"), filters=[strip])

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a campaign that ends before it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(str(_l("The last day must not be before the first.")))
        if field.data and self.starts_on.data and field.data - self.starts_on.data > timedelta(days=1100):
            raise ValidationError(str(_l("A campaign lasts at most three years.")))


class DuplicateForm(BaseForm):
    """How the copy of a campaign is called and when it begins."""

    name = TextField(_l("Name of the copy"), [DataRequired(_l("Type a name.")), LINE])
    starts_on = DayField(_l("First day"), [InputRequired(_l("Choose the first day."))])


class PostForm(BaseForm):
    """One message on one channel."""

    channel_id = SelectField(_l("Channel"), coerce=read_id)
    opening_id = SelectField(_l("Opening"), coerce=read_id)
    title = TextField(_l("Title, for colleagues"), [DataRequired(_l("Type a title.")), LINE])
    text = TextAreaField(_l("Text"), filters=[strip])
    planned_at = LocalTimeField(_l("Planned for"), [Optional()])
    is_sponsored = BooleanField(_l("Sponsored"))
    cost_cents = MoneyField(_l("Cost, in euros"))

    def validate_channel_id(self, field: Field) -> None:
        """Refuse a post without a channel."""
        if field.data is None:
            raise ValidationError(str(_l("Choose a channel.")))

    def validate_cost_cents(self, field: Field) -> None:
        """Refuse the cost of a post that is not sponsored."""
        if field.data and not self.is_sponsored.data:
            raise ValidationError(
                str(_l("Only a sponsored post has a cost. Tick “Sponsored” or empty the cost."))
            )


class PublishForm(BaseForm):
    """Where a post is to be seen."""

    public_url = TextField(_l("Public address of the post"), [Optional(), ADDRESS, SECURE, Length(max=500)])
    has_no_address = BooleanField(_l("It is a story, which has no lasting address"))


def id_choices(rows: Any) -> list[Any]:
    """Return the choices of a select field over rows with an id, an empty one first."""
    return choices_of([("", CHOOSE), *((row.id, str(row)) for row in rows)])
