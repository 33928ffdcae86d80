"""The form by which a mentor plans a group session."""

from typing import Any

from django import forms

from mentoring.actions.planning_groups import FEWEST, MOST
from mentoring.forms import TimeForm
from realtime.later import later as _


class GroupForm(TimeForm):
    topic = forms.CharField(
        label=_("What it is called"),
        help_text=_("For example: Sleeping when you care for somebody."),
        max_length=60,
        error_messages={
            "required": _("Say what it is called."),
            "max_length": _("Use 60 characters at most."),
        },
    )
    about = forms.CharField(
        label=_("A few words about it (you can leave this empty)"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    places = forms.IntegerField(
        label=_("Places"),
        initial=8,
        min_value=FEWEST,
        max_value=MOST,
        help_text=_("Above twelve it parts into small circles, with another mentor."),
        error_messages={
            "required": _("Say how many places there are."),
            "invalid": _("Write a number, like 8."),
            "min_value": _("A group has at least 3 places."),
            "max_value": _("A group has at most 36 places."),
        },
    )
    field_order = ("topic", "about", "day", "time", "minutes", "places")

    def wish(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("topic", "about", "places")}
        return super().wish() | kept
