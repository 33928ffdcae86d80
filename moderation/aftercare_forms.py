"""The form of a task of aftercare: a short note, written by a person."""

from typing import Any

from django import forms
from django.conf import settings

from moderation.aftercare_models import Care


class CareForm(forms.Form):
    note = forms.CharField(
        label="A short private note",
        required=False,
        max_length=settings.MAX_BODY,
        help_text="Each of them gets it alone, with your alias, and can answer.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any = None, *, care: Care) -> None:
        super().__init__(data, auto_id=f"id_{care.pk}_%s")
