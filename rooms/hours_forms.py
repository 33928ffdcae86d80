"""The forms of a room's hours, of breaks, and of what happens when screening fails."""

from typing import Any

from django import forms

from rooms.hours_models import Weekday
from rooms.models import Room

TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
NO_TIME = {
    "required": "Please give a time.",
    "invalid": "Please give a time, like 19:30.",
}
NO_DAY = {
    "required": "Please give a day.",
    "invalid": "Please give a day, like 2026-12-24.",
}


class HoursForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label="On which days",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one day."},
    )
    opens = forms.TimeField(label="Opens at", widget=TIME, error_messages=NO_TIME)
    closes = forms.TimeField(
        label="Closes at",
        help_text="Past midnight is fine. The same time twice means all day long.",
        widget=TIME,
        error_messages=NO_TIME,
    )


class BreakForm(forms.Form):
    name = forms.CharField(
        label="What it is called",
        max_length=40,
        help_text="Members read it. For example: Chat break, or New Year's Day.",
        error_messages={"required": "Please give it a name."},
    )
    first_day = forms.DateField(
        label="First day",
        widget=forms.DateInput({"type": "date"}),
        error_messages=NO_DAY,
    )
    last_day = forms.DateField(
        label="Last day",
        help_text="For one day, the same day again.",
        widget=forms.DateInput({"type": "date"}),
        error_messages=NO_DAY,
    )
    room = forms.ModelChoiceField(
        label="Where",
        queryset=Room.objects.none(),
        required=False,
        empty_label="In all rooms that have hours",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["room"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Room.objects.filter(
            kind=Room.Kind.ROOM, closed_at=None
        ).order_by("name")

    def clean_last_day(self) -> Any:
        first, last = (
            self.cleaned_data.get("first_day"),
            self.cleaned_data["last_day"],
        )
        if first and last < first:
            raise forms.ValidationError("The last day is before the first.")
        return last
