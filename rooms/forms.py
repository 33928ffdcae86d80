"""The forms that open a room and say what it is like."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField


class GuideForm(forms.Form):
    """What somebody reads before they join."""

    purpose = forms.CharField(
        label="What it is for",
        max_length=300,
        help_text="One or two sentences, so that people know if it is for them.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rules = forms.CharField(
        label="Rules of this room",
        required=False,
        max_length=4_000,
        help_text="Leave empty if the house rules are enough.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    fine = forms.CharField(
        label="What is fine here",
        required=False,
        max_length=1_000,
        help_text="Examples, one on each line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    not_fine = forms.CharField(
        label="What is not",
        required=False,
        max_length=1_000,
        help_text="Examples, one on each line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kept_by = forms.CharField(
        label="Who keeps this room",
        required=False,
        max_length=120,
        help_text="For example: Cora, with a moderator each evening.",
    )
    is_practice = forms.BooleanField(
        label="This room is for practice",
        required=False,
        help_text="New people are sent here to try things out.",
    )


class RoomForm(GuideForm):
    name = forms.CharField(
        label="Name", max_length=60, help_text="Short and plain. Everybody sees it."
    )
    is_open_to_all = forms.BooleanField(
        label="Anybody signed in may join",
        required=False,
        initial=True,
        help_text="Without this, people come only by invitation.",
    )

    field_order = ("name",)

    def choices(self) -> Iterator[BoundField]:
        yield self["is_open_to_all"]
        yield self["is_practice"]
