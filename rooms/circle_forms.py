"""The forms of a circle: opening one, and choosing who may host."""

from django import forms
from django.utils.functional import lazy

from people.access import person_with_alias
from people.models import Person
from realtime.later import later as _
from rooms import words
from rooms.circles import FEWEST, MINUTES, MOST, USUAL, USUAL_MINUTES
from rooms.models import Membership, Room


class CircleForm(forms.Form):
    minutes = forms.TypedChoiceField(
        label=_("How long is a turn?"),
        coerce=int,
        choices=[(n, lazy(words.minutes, str)(n)) for n in MINUTES],
        initial=USUAL_MINUTES,
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )
    most = forms.TypedChoiceField(
        label=_("How many can take part?"),
        coerce=int,
        choices=[(n, str(n)) for n in range(FEWEST, MOST + 1)],
        initial=USUAL,
        help_text=_("Any number can listen."),
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )


class HostForm(forms.Form):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=30,
        help_text=_("Somebody who is in this room."),
        error_messages={"required": _("Please type an alias.")},
    )

    def __init__(self, data: object = None, *, room: Room) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.room = room

    def clean_alias(self) -> Person:
        person = person_with_alias(self.cleaned_data["alias"])
        here = Membership.objects.filter(
            room=self.room, person=person, left_at=None, removed_at=None
        )
        if person is None or not here.exists():
            raise forms.ValidationError(_("Nobody with that alias is in this room."))
        return person
