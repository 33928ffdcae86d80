"""The forms of one's own limits: hours, days away, keeping apart."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext

from mentoring import apart
from mentoring.form_fields import StandInField, day_field, time_field
from mentoring.week import DAYS, Span
from realtime.later import later as _

FROM, UNTIL = _("%(day)s from"), _("%(day)s until")
_of_day = lazy(lambda words, day: words % {"day": gettext(day)}, str)


class HoursForm(forms.Form):
    """A week: one span a day is enough for almost everybody."""

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for day in DAYS:
            for end, words in (("starts", FROM), ("ends", UNTIL)):
                self.fields[f"{day}_{end}"] = time_field(
                    _of_day(words, day), required=False
                )

    def days(self) -> list[tuple[str, Any, Any]]:
        return [(d, self[f"{d}_starts"], self[f"{d}_ends"]) for d in DAYS]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for day in DAYS:
            starts, ends = cleaned.get(f"{day}_starts"), cleaned.get(f"{day}_ends")
            if (starts is None) != (ends is None) and not self._is_wrong(day):
                missing = "ends" if ends is None else "starts"
                self.add_error(
                    f"{day}_{missing}", _("Say both times for %(day)s.", day=_(day))
                )
            elif starts is not None and starts == ends:
                self.add_error(
                    f"{day}_ends",
                    _("The two times for %(day)s are the same.", day=_(day)),
                )
        return cleaned

    def _is_wrong(self, day: str) -> bool:
        return any(f"{day}_{end}" in self.errors for end in ("starts", "ends"))

    def spans(self) -> list[Span]:
        cleaned = self.cleaned_data
        return [
            Span(n, cleaned[f"{day}_starts"], cleaned[f"{day}_ends"])
            for n, day in enumerate(DAYS)
            if cleaned.get(f"{day}_starts") is not None
        ]


def hours_initial(hours: Any) -> dict[str, time]:
    found: dict[str, time] = {}
    for one in hours:
        found |= {
            f"{DAYS[one.weekday]}_starts": one.starts,
            f"{DAYS[one.weekday]}_ends": one.ends,
        }
    return found


def _stand_in() -> StandInField:
    return StandInField(
        _("Who could stand in for you? (you can leave this empty)"),
        _(
            "The alias of another mentor. Ask them first. Each person you support chooses."
        ),
    )


class PauseForm(forms.Form):
    prefix = "pause"

    stand_in = _stand_in()


class AwayForm(forms.Form):
    first_day = day_field(_("First day away"))
    last_day = day_field(_("Last day away"))
    stand_in = _stand_in()

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if last and last < timezone.localdate():
            self.add_error("last_day", _("That day is over. Choose a later one."))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return cleaned


def _list(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )


class ApartForm(forms.Form):
    """Six small lists; only keyed hashes of them are kept."""

    own_town = _list(_("Where I live"), _("One on each line."))
    own_work = _list(_("Where I work, or used to"), _("One on each line."))
    own_name = _list(_("Names I go by"), _("One on each line."))
    town = _list(_("Not somebody who lives in"), _("One on each line."))
    work = _list(_("Not somebody who works at"), _("One on each line."))
    name = _list(_("Not these people"), _("A name or an alias on each line."))

    def marks(self, prefix: str = "") -> set[str]:
        return {
            mark
            for kind in ("town", "work", "name")
            for mark in apart.marks(self.cleaned_data[f"{prefix}{kind}"], kind)
        }
