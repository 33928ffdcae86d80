"""The pages of an ending: its last day, and what was gained."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import access, keeping, thread_access
from mentoring.actions import ending
from mentoring.form_fields import day_field
from mentoring.models import Mentorship
from people.access import me
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _


class LastDayForm(forms.Form):
    last_day = day_field(_("Your last day here together"))


class GainedForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What I take with me"),
        help_text=gettext_lazy("It is written in your thread, for your mentor."),
        max_length=ending.LONGEST,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
def plan_ending(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    form = LastDayForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            day = form.cleaned_data["last_day"]
            ending.plan_ending(mentorship, day, by=me(request))
            messages.success(
                request, _("Kept. You are both told as the day comes near.")
            )
            return redirect("ending", room_id)
    return _ending_page(request, mentorship, form, GainedForm())


@require_POST
def drop_ending(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    with refusal_told(request):
        ending.drop_ending(mentorship, by=me(request))
        messages.success(request, _("Your thread goes on."))
    return redirect("ending", room_id)


@require_POST
def say_gained(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    form = GainedForm(request.POST)
    if form.is_valid():
        with refusal_on(form):
            words = form.cleaned_data["words"]
            ending.say_gained(mentorship, words, by=me(request))
            messages.success(request, _("It is in your thread now."))
            return redirect("ending", room_id)
    return _ending_page(request, mentorship, LastDayForm(), form)


def _ending_page(
    request: HttpRequest, mentorship: Mentorship, day: Any, gained: Any
) -> HttpResponseBase:
    page = {
        "form": gained if gained.errors else day,
        "day": day,
        "gained": gained,
        "mentorship": mentorship,
        "other": mentorship.other(me(request)),
        "is_mentor": mentorship.mentor_id == me(request).pk,
        "ending": thread_access.ending_of(mentorship),
        "kept_for": keeping.kept_for(),
        "kept_until": keeping.kept_until(mentorship),
    }
    return form_page(request, "mentoring/ending.html", page)
