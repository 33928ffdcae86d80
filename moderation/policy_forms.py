"""The form of a policy, made from what it holds."""

from typing import Any

from django import forms
from django.utils import timezone

from moderation import policies, policy_reviews
from moderation.policies import Number

NOT_PAST = "Please choose a day after today."


class PolicyForm(forms.Form):
    review_on = forms.DateField(
        label="Look at this again on",
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "required": "Please choose a day to look at this again.",
            "invalid": "Please give a day, like 2026-05-14.",
        },
    )

    def __init__(self, name: str, data: Any = None) -> None:
        day = timezone.localdate() + policy_reviews.GOOD_FOR
        now = policies.terms(name)
        super().__init__(data, initial=now | {"review_on": day.isoformat()})
        self.names = list(now)
        for key, term in policies.KINDS[name].terms.items():
            self.fields[key] = _field(term)
        self.order_fields([*self.names, "review_on"])

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(NOT_PAST)
        return day

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}


def _field(term: policies.Number | policies.Words) -> forms.Field:
    if isinstance(term, Number):
        wrong = f"Please give a whole number from {term.least} to {term.most}."
        codes = ("required", "invalid", "min_value", "max_value")
        return forms.IntegerField(
            label=term.label,
            help_text=term.hint,
            min_value=term.least,
            max_value=term.most,
            error_messages=dict.fromkeys(codes, wrong),
        )
    return forms.CharField(
        label=term.label,
        help_text=term.hint,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Please write something here."},
    )
