"""One's shift: starting it, choosing rooms, ending it, and who else is on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from moderation import actions, shifts
from moderation.forms import RoomsForm
from people.access import me, moderators_only
from people.actions import Refused


@moderators_only
@require_safe
def shift(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


def _page(request: HttpRequest, form: RoomsForm | None) -> HttpResponse:
    mine = shifts.of(me(request))
    chosen = mine.rooms.all() if mine else []
    here = set(shifts.here().values_list("pk", flat=True))
    others = shifts.current().exclude(moderator=me(request)).prefetch_related("rooms")
    shown = {
        "shift": mine,
        "form": form or RoomsForm(initial={"rooms": [room.pk for room in chosen]}),
        "others": [(other, other.pk in here) for other in others],
    }
    return render(request, "moderation/shift.html", shown)


@moderators_only
@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Starts a shift, or changes the rooms of the one that goes on."""
    person = me(request)
    form = RoomsForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    rooms = list(form.cleaned_data["rooms"])
    if shifts.of(person):
        actions.choose_rooms(rooms, by=person)
        messages.success(request, "Your rooms are changed.")
        return redirect("shift")
    actions.start_shift(rooms, by=person)
    messages.success(request, "Your shift has started.")
    return redirect("moderation")


@moderators_only
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    try:
        actions.end_shift(by=me(request))
    except Refused as no:
        messages.info(request, no.words)
    else:
        messages.success(request, "Your shift has ended. Thank you for being here.")
    return redirect("shift")
