"""The forms of a shift: beginning it, handing a case over, ending it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from moderation import policies, words
from moderation.forms import RoomsForm
from moderation.models import Flag
from moderation.shift_models import CheckOut
from people.models import Person, Role

AVOIDABLE = (
    "suicide",
    "self_harm",
    "abuse",
    "child",
    "eating",
    "harm_to_others",
    "exploitation",
)


class ShiftForm(RoomsForm):
    """Rooms, for how long, with whom, and what not today."""

    buddy = forms.TypedChoiceField(
        label="Your buddy",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="They are told when you have had a red flag, and ask how you are.",
        error_messages={"invalid_choice": "Please choose somebody from the list."},
    )
    hours = forms.TypedChoiceField(
        label="How long you mean to be here",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Nothing ends by itself. Your colleagues see it.",
        error_messages={"invalid_choice": "Please choose a time from the list."},
    )
    avoids = forms.MultipleChoiceField(
        label="Not for me today",
        required=False,
        choices=[(code, words.concern(code)) for code in AVOIDABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody asks why. Colleagues are told first about these.",
        error_messages={"invalid_choice": "Please choose from the list."},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = policies.number("shifts", "hours")
        hours = [
            (n, "1 hour" if n == 1 else f"{n} hours") for n in range(1, longest + 1)
        ]
        _choose(self.fields["hours"], "I don’t know yet", hours)
        _choose(self.fields["buddy"], "Nobody", _people(_colleagues(person)))

    def wishes(self) -> dict[str, Any]:
        given, now = self.cleaned_data, timezone.now()
        return {
            "buddy_id": given["buddy"],
            "until": now + timedelta(hours=given["hours"]) if given["hours"] else None,
            "avoids": given["avoids"],
        }


class OfferForm(forms.Form):
    """Who is asked to take a case."""

    to = forms.TypedChoiceField(
        label="Hand it to",
        coerce=int,
        error_messages={
            "required": "Please choose a colleague.",
            "invalid_choice": "They are not on shift now. Please choose somebody else.",
        },
    )

    def __init__(self, data: Any = None, *, flag: Flag, on: Sequence[Person]) -> None:
        """On shift are `on`, besides its owner."""
        super().__init__(data, auto_id=f"id_{flag.pk}_%s")
        able = [person for person in on if person.pk != flag.message.author_id]
        _choose(self.fields["to"], "Choose a colleague", _people(able))


class EndForm(forms.Form):
    answer = forms.ChoiceField(
        label="How are you after this shift?",
        choices=CheckOut.Answer.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="Only the safeguarding leads read this. You may leave it empty.",
        error_messages={"invalid_choice": "Please choose from the list."},
    )
    note = forms.CharField(
        label="Anything they should know",
        required=False,
        max_length=400,
        help_text="Not about a member. That belongs to their flag.",
        widget=forms.Textarea({"rows": 2}),
    )


def _colleagues(person: Person) -> list[Person]:
    staff = Person.objects.filter(role__in=[Role.MODERATOR, Role.LEAD], is_active=True)
    return list(staff.exclude(pk=person.pk).order_by("alias_key"))


def _people(found: list[Person]) -> list[tuple[int, str]]:
    return [(person.pk, person.alias) for person in found]


def _choose(field: forms.Field, nobody: str, choices: list[tuple[int, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nobody), *choices]
