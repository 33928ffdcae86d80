"""The page on which somebody says when they would like to hear of messages."""

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentoring.actions import delivering
from mentoring.models import ReadingTimes
from mentoring.week import DAYS
from people.access import me
from people.clocks import clock
from people.models import Person
from people.refusing import form_page
from realtime.later import later as _

HOURS = (7, 8, 9, 10, 12, 14, 16, 18, 19, 20, 21)


def _several(
    label: Any, choices: list[tuple[int, str]]
) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )


class TimesForm(forms.Form):
    how = forms.ChoiceField(
        label=gettext_lazy("When I am told that somebody wrote to me"),
        choices=[
            ("now", gettext_lazy("As it comes, but not in my quiet hours")),
            ("times", gettext_lazy("At the times that I choose here")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    days = _several(gettext_lazy("On these days"), list(enumerate(DAYS)))
    hours = _several(gettext_lazy("At these hours"), [])

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        hours = self.fields["hours"]
        assert isinstance(hours, forms.TypedMultipleChoiceField)
        hours.choices = [(hour, clock(time(hour))) for hour in HOURS]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("how") == "times":
            for name, words in (
                ("days", _("Choose a day.")),
                ("hours", _("Choose an hour.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


@require_http_methods(["GET", "POST"])
def reading_times(request: HttpRequest) -> HttpResponseBase:
    form = TimesForm(request.POST or None, initial=_kept(me(request)))
    if form.is_valid():
        chosen = form.cleaned_data["how"] == "times"
        delivering.choose_times(
            form.cleaned_data["days"] if chosen else [],
            form.cleaned_data["hours"] if chosen else [],
            by=me(request),
        )
        messages.success(request, _("Your times are kept."))
        return redirect("reading_times")
    page = {"form": form}
    return form_page(request, "mentoring/reading_times.html", page)


def _kept(person: Person) -> dict[str, Any]:
    times = ReadingTimes.of(person)
    if times is None:
        return {"how": "now", "days": [0, 1, 2, 3, 4], "hours": [18]}
    return {"how": "times", "days": times.days, "hours": times.hours}
