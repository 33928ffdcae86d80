"""The forms of the moderators' desk; each sends what it says to one action."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings

from moderation import house_rules, keeping, outcomes, shifts
from moderation.actions import Delay
from moderation.models import Flag
from people.choosing import SeveralField
from people.models import Person
from rooms.models import Room

HINTS = {
    "reason": "Kept with the decision. The author does not read it.",
    "note": "Only for a check-in. The author reads it, with your alias.",
    "said": "In plain words: what was done, why, and what they can change. With a warning "
    "it may stay empty.",
    "minutes": "Only for a pause. They can still read.",
}


NO_SUCH_ROOM = {"no_number": "Please choose from the list of rooms."}


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What will you do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what to do."},
    )
    note = forms.CharField(
        label="First note",
        required=False,
        max_length=settings.MAX_BODY,
        help_text=HINTS["note"],
        widget=forms.Textarea({"rows": 3}),
    )
    minutes = forms.TypedChoiceField(
        label="Pause for",
        required=False,
        coerce=int,
        empty_value=None,
        help_text=HINTS["minutes"],
        choices=[("", "Choose a time"), *outcomes.MINUTES.items()],
    )
    said = forms.CharField(
        label="What the author reads",
        required=False,
        max_length=1000,
        help_text=HINTS["said"],
        widget=forms.Textarea({"rows": 3}),
    )
    rule = forms.ChoiceField(
        label="Which house rule",
        required=False,
        choices=[("", house_rules.NO_RULE), *house_rules.RULES.items()],
    )
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        help_text=HINTS["reason"],
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Please say why. It is kept with the decision."},
    )
    stays = forms.BooleanField(
        label="I have more to do with this flag",
        required=False,
        help_text="It stays yours. You can decide again.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, flag: Flag, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = flag.version
        offered = outcomes.offered(flag, by)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(outcome.value, outcome.label) for outcome in offered]


class KeepForm(forms.Form):
    """Why a flag waits with its owner, and for how long."""

    hours = forms.TypedChoiceField(
        label="Keep it for",
        coerce=int,
        error_messages={"required": "Please choose for how long."},
    )
    reason = forms.CharField(
        label="What do you wait for?",
        max_length=2000,
        help_text="A note for colleagues. The author does not read it.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Please say what you wait for."},
    )

    def __init__(self, data: Any = None, *, flag: Flag) -> None:
        super().__init__(data, auto_id="id_keep_%s")
        field = self.fields["hours"]
        assert isinstance(field, forms.TypedChoiceField)
        hours = keeping.hours_for(flag)
        field.choices = [("", "Choose a time"), *hours.items()]


class LookForm(forms.Form):
    """Why a moderator must look into a thread."""

    reason = forms.CharField(
        label="Why do you need to look?",
        max_length=400,
        help_text="The two of them will read this. Never say who told you.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Please say why you need to look."},
    )


class DelayForm(forms.Form):
    """Why a lead has the two of a thread told later."""

    delay_reason = forms.CharField(
        label="Why must telling them wait?",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Please say why telling them must wait."},
    )
    review_on = forms.DateField(
        label="Look at this again on",
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "required": "Please choose a day to look at this again.",
            "invalid": "Please give a day, like 2026-05-14.",
        },
    )

    def delay(self) -> Delay:
        review_on: date = self.cleaned_data["review_on"]
        return Delay(self.cleaned_data["delay_reason"], review_on)


class LeadLookForm(DelayForm, LookForm):
    """A lead may also have the telling wait."""

    waits = forms.BooleanField(
        label="Telling the two must wait",
        required=False,
        help_text="Only if telling them could put somebody at risk.",
    )
    field_order = ("reason", "waits", "delay_reason", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wants = self.data.get("waits")
        for name in ("delay_reason", "review_on"):
            self.fields[name].required = bool(wants)


class RoomsForm(forms.Form):
    rooms: ClassVar = SeveralField[Room](
        label="Rooms you watch",
        error_messages=NO_SUCH_ROOM,
        queryset=Room.objects.none(),
        required=False,
        help_text="A room that needs cover opens while you are here.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rooms"]
        assert isinstance(field, SeveralField)
        field.queryset = shifts.rooms_to_cover()
