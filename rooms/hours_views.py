"""Pages where a coordinator says when rooms are open, and when nothing opens."""

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from people.access import coordinators_only, me
from people.refusing import form_page
from rooms import access, actions, standing
from rooms.hours_forms import BreakForm, HoursForm
from rooms.models import Room


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, room_id: int) -> HttpResponseBase:
    room = access.room_to_run(me(request), room_id)
    form = HoursForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add_hours(room, given["days"], given["opens"], given["closes"])
        notes.success(request, "The hours are kept. Members see them at once.")
        return redirect("room_hours", room.pk)
    return _hours_page(request, room, form)


def _hours_page(request: HttpRequest, room: Room, form: HoursForm) -> HttpResponse:
    shown = {
        "room": room,
        "form": form,
        "hours": room.hours.all(),
        "breaks": access.breaks_ahead(room),
        "standing": standing.of(room, timezone.now()),
        "zone": settings.TIME_ZONE,
    }
    return form_page(request, "rooms/hours.html", shown)


@coordinators_only
@require_POST
def remove_hours(request: HttpRequest, room_id: int, hours_id: int) -> HttpResponseBase:
    room = access.room_to_run(me(request), room_id)
    actions.remove_hours(room, hours_id)
    notes.success(request, "These hours are gone.")
    return redirect("room_hours", room.pk)


@coordinators_only
@require_POST
def set_holding(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Whether what screening could not read waits for a moderator here."""
    room = access.room_to_run(me(request), room_id)
    actions.set_holds_unscreened(room, request.POST.get("holds") == "on")
    notes.success(request, "That is kept.")
    return redirect("room_hours", room.pk)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def breaks(request: HttpRequest) -> HttpResponseBase:
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_break(**form.cleaned_data)
        notes.success(request, "The break is kept. Members see it when it begins.")
        return redirect("breaks")
    shown = {"form": form, "breaks": access.breaks_ahead(None)}
    return form_page(request, "rooms/breaks.html", shown)


@coordinators_only
@require_POST
def remove_break(request: HttpRequest, break_id: int) -> HttpResponseBase:
    actions.remove_break(access.break_for(me(request), break_id).pk)
    notes.success(request, "The break is gone.")
    return redirect("breaks")
