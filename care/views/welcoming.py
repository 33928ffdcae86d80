"""Newcomers who wait for a first answer: for moderators, and for peers who offered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from care import access, actions
from people import actions as people
from people.access import me, moderators_only
from people.actions import Refused
from realtime.later import later as _

MOST = 50


@require_http_methods(["GET", "POST"])
def welcoming(request: HttpRequest) -> HttpResponseBase:
    """One's own offer to welcome people, and who waits now in one's rooms."""
    person = me(request)
    if request.method == "POST":
        try:
            _change(request)
        except Refused as no:
            messages.warning(request, no.words)
        return redirect("welcoming")
    people.mark_notices_seen(person, link=request.path)
    is_on = access.is_welcomer(person)
    page = {
        "is_on": is_on,
        "welcomer": access.welcomer_of(person),
        "waiting": access.still_unanswered(person)[:MOST] if is_on else (),
    }
    return render(request, "care/welcoming.html", page)


def _change(request: HttpRequest) -> None:
    person = me(request)
    if request.POST.get("offer") == "on":
        actions.offer_welcoming(by=person)
        messages.success(request, _("Thank you. You are told when somebody new waits."))
    else:
        actions.stop_welcoming(by=person)
        messages.info(
            request, _("You are not asked any more. Thank you for your time.")
        )


@moderators_only
@require_safe
def newcomers(request: HttpRequest) -> HttpResponse:
    person = me(request)
    people.mark_notices_seen(person, link=request.path)
    page = {
        "waiting": access.still_unanswered(person)[:MOST],
        "first_week": access.first_week_of(person)[:MOST],
        "welcomers": access.welcomers_for(person),
    }
    return render(request, "care/newcomers.html", page)


@moderators_only
@require_POST
def end_welcoming(request: HttpRequest, welcomer_id: int) -> HttpResponseBase:
    welcomer = access.welcomer_for(me(request), welcomer_id)
    # It says what is wanted: sent twice, it is done once.
    if request.POST.get("may") == "yes":
        actions.allow_welcoming(welcomer, by=me(request))
        messages.success(request, "Their welcoming is allowed again.")
    else:
        actions.end_welcoming(welcomer, by=me(request))
        messages.success(request, "Their welcoming is ended.")
    return redirect("newcomers")
