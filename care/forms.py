"""The forms of care: one's way of being here, and what the house says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from care.feelings import SKIES, Day
from people.models import Person
from realtime.later import later as _
from rooms.models import Room


class WaysForm(forms.Form):
    """How a newcomer would like to be here; all of it can be changed in the settings."""

    shows_first_week = forms.BooleanField(
        label=_("Let others see that this is my first week"),
        required=False,
        help_text=_("Some people like to be greeted. Moderators see it anyway."),
    )
    shows_typing = forms.BooleanField(
        label=_("Let others see when I am typing"), required=False
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=initial)


class HouseForm(forms.Form):
    room_id = forms.TypedChoiceField(
        label="Where",
        coerce=int,
        error_messages={"required": "Please choose a room."},
    )
    body = forms.CharField(
        label="What the house says",
        max_length=settings.MAX_BODY,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Write something first."},
    )
    cid = forms.UUIDField(widget=forms.HiddenInput)
    # The message that it answers, if it answers one.
    reply_to = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self, data: Any, *, rooms: Sequence[Room], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial | {"room_id": initial["room"]})
        self._rooms = {room.pk: room for room in rooms}
        choices = [(room.pk, room.name) for room in rooms]
        self.fields["room_id"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The fields of a post."""
        given = self.cleaned_data
        return {
            "body": given["body"],
            "cid": str(given["cid"]),
            "reply_to": given["reply_to"],
        }

    def room(self) -> Room:
        return self._rooms[self.cleaned_data["room_id"]]


class WelcomeForm(forms.Form):
    words = forms.CharField(
        label="What somebody reads when they come in",
        max_length=1_500,
        help_text="Short and warm. No names of staff: the house speaks.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write something first."},
    )


class FeelingForm(forms.Form):
    """How am I today: a picture, words, or both."""

    sky = forms.ChoiceField(
        label=_("A picture"),
        required=False,
        choices=list(SKIES.items()),
        error_messages={"invalid_choice": _("Please choose one of the pictures.")},
    )
    words = forms.CharField(
        label=_("Words, if you like"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, day: Day | None) -> None:
        initial = {"sky": day.sky, "words": day.words} if day else {}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("words", _("Choose a picture, or write a few words."))
        return self.cleaned_data
