"""The pages of a mentor and the coordinators: their thread, and a mentor's worry."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import support_access as access
from mentoring.actions import supporting
from mentoring.models import Worry
from people.access import ask_second_factor, coordinators_only, is_verified, me
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _
from rooms.views import conversation


class WorryForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What worries you"),
        help_text=gettext_lazy("What they said or did, and when. As they said it."),
        max_length=settings.MAX_BODY,
        error_messages={"required": gettext_lazy("Write what worries you.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_danger = forms.BooleanField(
        label=gettext_lazy("They may be in danger today"), required=False
    )


@require_POST
def open_support(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_with_support(me(request), room_id)
    if not is_verified(request.session, me(request)):
        return ask_second_factor(request)
    found = supporting.open_support(mentorship, by=me(request))
    return redirect("support", found.room_id)


@require_GET
def support(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """What mentor and coordinators write to each other, and how the worries stand."""
    found = access.support_for(me(request), room_id)
    if not is_verified(request.session, me(request)):
        return ask_second_factor(request)
    is_mentor = found.mentorship.mentor_id == me(request).pk
    page = conversation(request, found.room) | {
        "support": found,
        "mentorship": found.mentorship,
        "is_mentor": is_mentor,
        "worries": found.worries.select_related("taken_by", "by"),
    }
    return render(request, "mentoring/support.html", page)


@require_http_methods(["GET", "POST"])
def worry(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """A mentor says that they are worried; says who reads it and when, and no more."""
    mentorship = access.mentorship_with_support(me(request), room_id)
    if mentorship.mentor_id != me(request).pk:
        return redirect("pair")
    form = WorryForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            raised = supporting.raise_worry(
                mentorship, by=me(request), **form.cleaned_data
            )
            done = _("Sent. Coordinators and safeguarding leads are told now.")
            messages.success(request, done)
            return redirect("support", raised.support.room_id)
    page = {"form": form, "mentorship": mentorship, "now": timezone.localtime()}
    return form_page(request, "mentoring/worry.html", page)


@coordinators_only
@require_POST
def take_worry(request: HttpRequest, worry_id: int) -> HttpResponseBase:
    return _do(request, worry_id, supporting.take_worry, "Yours. The mentor is told.")


@coordinators_only
@require_POST
def close_worry(request: HttpRequest, worry_id: int) -> HttpResponseBase:
    return _do(request, worry_id, supporting.close_worry, "Closed.")


def _do(
    request: HttpRequest, worry_id: int, verb: Callable[..., Any], done: str
) -> HttpResponseBase:
    found: Worry = access.worry_for(me(request), worry_id)
    with refusal_told(request):
        verb(found, by=me(request))
        messages.success(request, done)
    return redirect("support", found.support.room_id)
