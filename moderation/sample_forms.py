"""The form under a message that was drawn by chance."""

from django import forms

from moderation.sample_models import Sampled


class SampleForm(forms.Form):
    sampled = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )
    answer = forms.ChoiceField(
        label="What do you think?",
        choices=Sampled.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one."},
    )
