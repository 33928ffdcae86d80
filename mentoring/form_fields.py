"""The fields that several forms of mentoring ask for: a day, a time, a mentor."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from people.access import person_with_alias
from people.models import Person, Role
from realtime.later import later as _


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day like 14/05/2026."),
        },
    )


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": _("Choose a time."),
            "invalid": _("Write it like 19:30."),
        },
    )


class MentorField(forms.CharField):
    """The alias of a mentor."""

    def __init__(self, label: str, help_text: str, *, required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=100,
            error_messages={"required": _("Please type the alias.")},
        )

    def clean(self, value: Any) -> Person | None:
        alias = super().clean(value)
        found = person_with_alias(alias) if alias else None
        if alias and (found is None or found.role != Role.MENTOR):
            raise ValidationError(_("No mentor here has that alias."))
        return found


class StandInField(MentorField):
    """It can be left empty."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label, help_text, required=False)
