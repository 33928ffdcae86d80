"""One's shift: starting it, choosing rooms, ending it, who else is on, what it asks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import acting, actions, bearing, handovers, shifts
from moderation.models import Shift
from moderation.shift_forms import EndForm, ShiftForm
from people.access import me, moderators_only
from people.actions import Refused
from rooms.talking import wants_json


@moderators_only
@require_safe
def shift(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, form: ShiftForm | None = None, end: EndForm | None = None
) -> HttpResponse:
    person = me(request)
    mine = shifts.of(person)
    here = set(shifts.here().values_list("pk", flat=True))
    others = shifts.current().exclude(moderator=person)
    others = others.select_related("moderator", "buddy").prefetch_related("rooms")
    shown = {
        "shift": mine,
        "load": bearing.load(person),
        "cases": handovers.cases_of(person).filter(kept_until=None).count(),
        "kept": handovers.cases_of(person).exclude(kept_until=None).count(),
        "offers": handovers.offered_to(person).count(),
        "form": form or ShiftForm(person=person, initial=_initial(mine)),
        "end": end or EndForm(),
        "others": [(other, other.pk in here) for other in others],
    }
    return render(request, "moderation/shift.html", shown)


def _initial(mine: Shift | None) -> dict[str, Any]:
    if mine is None:
        return {}
    left = mine.until - timezone.now() if mine.until else None
    hours = round(left.total_seconds() / 3600) if left else None
    return {
        "rooms": [room.pk for room in mine.rooms.all()],
        "buddy": mine.buddy_id,
        "hours": hours,
        "avoids": mine.avoids,
    }


@moderators_only
@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Starts a shift, or changes the rooms and wishes of the one that goes on."""
    person = me(request)
    form = ShiftForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, form)
    rooms, wishes = list(form.cleaned_data["rooms"]), form.wishes()
    is_on = shifts.of(person) is not None
    try:
        verb = actions.choose_rooms if is_on else actions.start_shift
        verb(rooms, by=person, **wishes)
    except Refused as no:
        form.add_error(no.field, no.words)
        return _page(request, form)
    if is_on:
        messages.success(request, "Your shift is changed.")
        return redirect("shift")
    messages.success(request, "Your shift has started.")
    return redirect("moderation")


@moderators_only
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest) -> HttpResponseBase:
    """A moderator moved, or a page asks how long they may still be taken for there."""
    person = me(request)
    if request.method == "POST":
        acting.note_now(person)
        if not wants_json(request):
            return redirect("moderation")
    return JsonResponse({"left": acting.left(person)})


@moderators_only
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, end=form)
    try:
        actions.end_shift(by=me(request), **form.cleaned_data)
    except Refused as no:
        messages.info(request, no.words)
    else:
        messages.success(request, "Your shift has ended. Thank you for being here.")
    return redirect("shift")


@moderators_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I have read lately; I see it before anybody else does."""
    person = me(request)
    shown = {"load": bearing.load(person), "periods": bearing.exposure(person)}
    return render(request, "moderation/mine.html", shown)
