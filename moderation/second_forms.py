"""The forms for what takes two people, and for the questions about danger."""

from typing import Any

from django import forms

from moderation.seconding_models import Known, RedAnswers


def _asked(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=Known.choices,
        widget=forms.RadioSelect,
        # Each names its question: they stand together above the form.
        error_messages={"required": f"{label} “Not known” will do."},
    )


class RedForm(forms.Form):
    thoughts = _asked("Do they think of ending their life, or of harm?")
    plan = _asked("Is there a plan?")
    means = _asked("Do they have the means at hand?")
    when = forms.CharField(
        label="When?",
        max_length=200,
        help_text="In your words: “tonight”, “no time named”, “not known”.",
        error_messages={"required": "Please say when. “Not known” will do."},
    )
    others = _asked("Is anyone else at risk?")
    child = _asked("Is a child at risk?")

    def __init__(self, data: Any = None, *, newest: RedAnswers | None = None) -> None:
        known = {n: getattr(newest, n) for n in self.base_fields} if newest else None
        super().__init__(data, initial=known, auto_id="id_red_%s")


class SecondForm(forms.Form):
    """A second person agrees, or says why not."""

    answer = forms.CharField(
        label="If you don’t agree: why?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TakeBackForm(forms.Form):
    """An emergency begun by a slip; it asks why, so that no second slip ends a real one."""

    answer = forms.CharField(
        label="What happened?",
        max_length=2000,
        help_text="Your colleagues read it. It stays with the flag.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Please say what happened. Your colleagues read it."
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_back_%s")


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label="What is happening?",
        required=False,
        help_text="You may leave this empty and write it later.",
        widget=forms.Textarea({"rows": 2}),
    )
