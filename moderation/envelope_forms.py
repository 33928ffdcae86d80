"""The forms of a sealed envelope: leaving one, and asking to open one."""

from typing import Any

from django import forms

from moderation import envelopes
from moderation.actions.looks import Delay
from moderation.forms import LeadLookForm, LookForm
from people.models import Person
from realtime.later import later as _

HINTS = {
    "name": _("Your name, and your day of birth if you like."),
    "place": _("An address, so that help could find you."),
    "contact": _("A name and a telephone number."),
    "wanted": _("For example: ring my sister first."),
    "unwanted": _(
        "For example: don’t ring my work. In danger to life, 999 comes first."
    ),
}


class EnvelopeForm(forms.Form):
    def __init__(self, data: Any = None, *, words: dict[str, str] | None = None):
        super().__init__(data, initial=words)
        for name, label in envelopes.FIELDS.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=500,
                help_text=HINTS[name],
                widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
            )


def _ask_why(field: forms.Field) -> None:
    field.label = "Why must it be opened?"
    field.help_text = "Its owner reads this."
    field.error_messages["required"] = "Please say why it must be opened."


class OpenForm(LookForm):
    """Why it must be opened; a lead may have the telling wait."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_envelope_%s")
        _ask_why(self.fields["reason"])

    def given_delay(self) -> Delay | None:
        return None


class LeadOpenForm(LeadLookForm):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_envelope_%s")
        _ask_why(self.fields["reason"])
        self.fields["waits"].label = "Telling its owner must wait"

    def given_delay(self) -> Delay | None:
        return self.delay() if self.cleaned_data["waits"] else None


def open_form(person: Person, data: Any = None) -> OpenForm | LeadOpenForm:
    return LeadOpenForm(data) if person.is_lead else OpenForm(data)
