"""The forms of sessions: a time, a kind word, reminders, a note of one's own."""

from typing import Any

from django import forms
from django.utils import timezone

from mentoring import scheduling
from mentoring.actions.agreeing import LONGEST_WORD
from mentoring.actions.holding import LONGEST_NOTE
from mentoring.actions.proposing import LONGEST_AGENDA
from mentoring.form_fields import day_field, time_field
from realtime.later import later as _

LENGTHS = {
    15: "15 minutes",
    30: "30 minutes",
    45: "45 minutes",
    60: "1 hour",
    90: "1 hour and a half",
    120: "2 hours",
}


WEEKS = {
    1: _("Just once"),
    2: _("Each week, 2 times"),
    3: _("Each week, 3 times"),
    4: _("Each week, 4 times"),
    6: _("Each week, 6 times"),
    8: _("Each week, 8 times"),
    12: _("Each week, 12 times"),
}
# What is said in the thread of a session that is cancelled, by its name.
KIND_WORDS = {
    "care": _("I am needed here at that time. I am sorry to miss you."),
    "unwell": _("I am not well enough this time. I look forward to the next."),
    "plans": _("My plans have changed. I would like to find another time."),
    "write": _("I would rather write for now. Thank you for being there."),
}


class TimeForm(forms.Form):
    """A time on the reader's own clock."""

    day = day_field(_("Day"))
    time = time_field(_("Time"))
    minutes = forms.TypedChoiceField(
        label=_("How long"),
        choices=list(LENGTHS.items()),
        coerce=int,
        initial=45,
        error_messages={"invalid_choice": _("Choose how long from the list.")},
    )

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        zone = timezone.get_current_timezone_name()
        self.fields["time"].help_text = _("In %(place)s.", place=scheduling.place(zone))

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
        """What is asked for, for the action."""
        return {
            "starts_at": self.starts_at,
            "minutes": self.cleaned_data["minutes"],
            "zone": timezone.get_current_timezone_name(),
        }


class MoveForm(TimeForm):
    word = forms.CharField(
        label=_("A kind word (you can leave this empty)"),
        help_text=_("It is written in your thread."),
        required=False,
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def wish(self) -> dict[str, Any]:
        return super().wish() | {"word": self.cleaned_data["word"]}


class ProposeForm(TimeForm):
    times = forms.TypedChoiceField(
        label=_("How often"),
        choices=list(WEEKS.items()),
        coerce=int,
        initial=1,
        required=False,
        help_text=_("Each week, it keeps its hour when the clocks change."),
        error_messages={"invalid_choice": _("Choose how often from the list.")},
    )
    agenda = forms.CharField(
        label=_("What you would like to talk about (you can leave this empty)"),
        help_text=_("It is also written in your thread."),
        required=False,
        max_length=LONGEST_AGENDA,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_times(self) -> int:
        return self.cleaned_data["times"] or 1

    def wish(self) -> dict[str, Any]:
        return super().wish() | {"agenda": self.cleaned_data["agenda"]}


class CancelForm(forms.Form):
    """A kind word, ready-made or one's own, or none."""

    word = forms.ChoiceField(
        label=_("A kind word (you can leave this empty)"),
        choices=[("", _("No word")), *KIND_WORDS.items()],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a word from the list.")},
    )
    own = forms.CharField(
        label=_("Or in your own words"),
        help_text=_("It is written in your thread."),
        required=False,
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    later_too = forms.BooleanField(
        label=_("Cancel all the later ones of this series too"), required=False
    )

    def __init__(self, data: Any = None, *, has_later: bool = False) -> None:
        super().__init__(data)
        if not has_later:
            del self.fields["later_too"]

    def wish(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        ready = str(KIND_WORDS[cleaned["word"]]) if cleaned["word"] else ""
        return {
            "word": cleaned["own"] or ready,
            "later_too": cleaned.get("later_too", False),
        }


class RemindersForm(forms.Form):
    day = forms.BooleanField(label=_("The day before"), required=False)
    hour = forms.BooleanField(label=_("An hour before"), required=False)
    opens = forms.BooleanField(
        label=_("When it opens, a few minutes before"), required=False
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Only you can read it. Nobody reads it for you."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
