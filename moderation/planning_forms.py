"""The forms of the plan, and of a room without cover."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from moderation import shifts
from moderation.forms import NO_SUCH_ROOM
from people.choosing import SeveralField
from people.models import Person, Role
from rooms import hours, timetable
from rooms.models import Room

MOST_WEEKS = 12
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
NO_TIME = {
    "required": "Please give a time.",
    "invalid": "Please give a time, like 19:30.",
}
NO_DAY = {
    "required": "Please give a day.",
    "invalid": "Please give a day, like 2026-12-24.",
}


class PlanForm(forms.Form):
    moderator: ClassVar = forms.ModelChoiceField(
        label="Who",
        queryset=Person.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Please choose who watches."},
    )
    rooms: ClassVar = SeveralField[Room](
        label="Which rooms",
        queryset=Room.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NO_SUCH_ROOM | {"required": "Please choose at least one room."},
    )
    day = forms.DateField(
        label="Day", widget=forms.DateInput({"type": "date"}), error_messages=NO_DAY
    )
    starts = forms.TimeField(label="From", widget=TIME, error_messages=NO_TIME)
    ends = forms.TimeField(
        label="Until",
        help_text="Past midnight is fine.",
        widget=TIME,
        error_messages=NO_TIME,
    )
    weeks = forms.IntegerField(
        label="For how many weeks",
        initial=1,
        help_text=f"The same day and time each week, {MOST_WEEKS} at most.",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
        widget=forms.NumberInput({"min": 1, "max": MOST_WEEKS, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = Person.objects.filter(
            role__in=[Role.MODERATOR, Role.LEAD], is_active=True
        )
        if not by.is_coordinator:
            able = able.filter(pk=by.pk)
        who, where = self.fields["moderator"], self.fields["rooms"]
        assert isinstance(who, forms.ModelChoiceField)
        assert isinstance(where, forms.ModelMultipleChoiceField)
        who.queryset = able.order_by("alias_key")
        who.initial = by.pk if by.is_moderator else None
        where.queryset = shifts.rooms_to_cover()

    def spans(self) -> list[tuple[datetime, datetime]]:
        """By the clocks of the community, which may change between two weeks."""
        given, zone = self.cleaned_data, timetable.zone()
        found = []
        for week in range(given["weeks"]):
            day = given["day"] + timedelta(weeks=week)
            past = given["ends"] <= given["starts"]
            ends_on = day + timedelta(days=1) if past else day
            starts = hours.instant(datetime.combine(day, given["starts"]), zone)
            ends = hours.instant(datetime.combine(ends_on, given["ends"]), zone)
            found.append((starts, ends))
        return found


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label="Why does this room need no cover?",
        max_length=400,
        help_text="Kept with your name. Members are told that nobody watches.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Please say why. It is read at the review."},
    )
    review_on = forms.DateField(
        label="Look at this again on",
        widget=forms.DateInput({"type": "date"}),
        error_messages=NO_DAY,
    )
