"""The forms for asking that somebody looks again, and for the answer."""

from typing import Any

from django import forms

from moderation.appeal_models import Appeal
from people.forms import passphrase_field
from realtime.later import later as _


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("What should we look at again?"),
        max_length=2000,
        help_text=_("In your own words. A different person reads it."),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Please say what we should look at again.")},
    )


class AppealAnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="What now?",
        choices=[
            (Appeal.Result.KEPT, "It stays as it was"),
            (Appeal.Result.CHANGED, "Take the decision back"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose whether it stays as it was."},
    )
    answer = forms.CharField(
        label="Your answer",
        max_length=2000,
        help_text="Whoever appealed reads it. Say why, in plain words.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Please write your answer."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="id_appeal_%s")


class ProveForm(forms.Form):
    """Who is kept out shows who they are, before they read why."""

    alias = forms.CharField(
        label=_("Alias"),
        max_length=30,
        error_messages={"required": _("Please type your alias.")},
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    passphrase = passphrase_field(_("Passphrase"))
