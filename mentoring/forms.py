"""The forms of mentoring: a pair, a time for a session, a note of one's own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentoring import scheduling
from mentoring.actions.agreeing import LONGEST_AGENDA
from mentoring.actions.holding import LONGEST_NOTE
from people.access import person_with_alias
from people.models import Person

LENGTHS = {
    15: "15 minutes",
    30: "30 minutes",
    45: "45 minutes",
    60: "1 hour",
    90: "1 hour and a half",
    120: "2 hours",
}


class ProposeForm(forms.Form):
    """A time on the reader's own clock."""

    day = forms.DateField(
        label="Day",
        error_messages={
            "required": "Choose a day.",
            "invalid": "Write the day like 14/05/2026.",
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    time = forms.TimeField(
        label="Time",
        error_messages={
            "required": "Choose a time.",
            "invalid": "Write it like 19:30.",
        },
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
    )
    minutes = forms.TypedChoiceField(
        label="How long",
        choices=list(LENGTHS.items()),
        coerce=int,
        initial=45,
        error_messages={"invalid_choice": "Choose how long from the list."},
    )
    agenda = forms.CharField(
        label="What you would like to talk about (you can leave this empty)",
        help_text="It is also written in your thread.",
        required=False,
        max_length=LONGEST_AGENDA,
        error_messages={"max_length": f"Use {LONGEST_AGENDA} characters at most."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        zone = timezone.get_current_timezone_name()
        self.fields["time"].help_text = f"In {scheduling.place(zone)}."

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if "day" in cleaned and "time" in cleaned:
            zone = timezone.get_current_timezone()
            try:
                self.starts_at = scheduling.moment(
                    cleaned["day"], cleaned["time"], zone
                )
            except scheduling.NoSuchTime as problem:
                self.add_error("time", problem.words)
        return cleaned

    def wish(self) -> dict[str, Any]:
        """What is proposed, for the action."""
        kept = {name: self.cleaned_data[name] for name in ("minutes", "agenda")}
        return {"starts_at": self.starts_at} | kept


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Your note",
        help_text="Only you can read it. Nobody reads it for you.",
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": f"Use {LONGEST_NOTE:,} characters at most."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PairForm(forms.Form):
    mentor = forms.ModelChoiceField(
        label="Mentor",
        queryset=Person.objects.none(),
        empty_label="Choose a mentor",
        error_messages={
            "required": "Choose a mentor.",
            "invalid_choice": "Choose a mentor from the list.",
        },
    )
    mentee = forms.CharField(
        label="Mentee",
        help_text="The alias of the person who asked for a mentor.",
        max_length=100,
        error_messages={"required": "Type the alias of the mentee."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(self, data: Any, mentors: Any) -> None:
        super().__init__(data)
        mentor = self.fields["mentor"]
        assert isinstance(mentor, forms.ModelChoiceField)
        mentor.queryset = mentors

    def clean_mentee(self) -> Person:
        found = person_with_alias(self.cleaned_data["mentee"])
        if found is None:
            raise ValidationError("Nobody here has that alias.")
        return found
