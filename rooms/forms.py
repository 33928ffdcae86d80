"""The form that opens a room."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField


class RoomForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=60, help_text="Short and plain. Everybody sees it."
    )
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
    needs_cover = forms.BooleanField(
        label="Open only while a moderator is here",
        required=False,
        initial=True,
        help_text="Without this, nobody may be watching what is said.",
    )
    is_open_to_all = forms.BooleanField(
        label="Anybody signed in may join",
        required=False,
        initial=True,
        help_text="Without this, people come only by invitation.",
    )

    def choices(self) -> Iterator[BoundField]:
        yield self["needs_cover"]
        yield self["is_open_to_all"]
