"""The pages of rooms: which there are, what each is for, and the room itself."""

from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import coordinators_only, me
from rooms import access, actions, newcomers, openings, pages, standing
from rooms.forms import RoomForm
from rooms.models import Room

# What a room says of itself beside its purpose and rules.
GUIDE = ("fine", "not_fine", "kept_by", "is_practice")
# Where a conversation that is not a room has its page.
PAGES = {
    Room.Kind.ROOM: "room",
    Room.Kind.THREAD: "thread",
    Room.Kind.CHECK_IN: "check_in",
    Room.Kind.SUPPORT: "support",
}


# --- Pages


@require_GET
def rooms(request: HttpRequest) -> HttpResponse:
    cards = [card_of(room) for room in access.rooms_for(me(request))]
    return render(request, "rooms/list.html", {"rooms": cards})


def card_of(room: Any) -> dict[str, Any]:
    url = reverse("room" if room.is_member else "room_about", args=[room.pk])
    return {"room": room, "url": url} | standing.of(room, timezone.now())


@require_GET
def room(request: HttpRequest, room_id: int) -> HttpResponseBase:
    try:
        found = access.room_for(me(request), room_id)
    except Http404:
        return redirect("room_about", access.public_room(me(request), room_id).pk)
    if found.kind != Room.Kind.ROOM:
        return redirect(page_of(found))
    return render(request, "rooms/room.html", conversation(request, found))


def page_of(room: Room) -> str:
    """The address of the page where this conversation is held."""
    return reverse(PAGES[Room.Kind(room.kind)], args=[room.pk])


def conversation(request: HttpRequest, room: Room) -> dict[str, Any]:
    """The context of rooms/_conversation.html, for whichever page holds it."""
    page = pages.conversation(me(request), room, number(request, "reply_to"))
    begun = openings.draft(request.GET.get("opening", ""))
    return page | {"room_url": page_of(room), "draft": begun}


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number from the query or the form; None for anything else."""
    value = request.GET.get(name) or request.POST.get(name) or ""
    is_number = value.isascii() and value.isdigit() and len(value) < 19
    return int(value) if is_number else None


@require_GET
def about(request: HttpRequest, room_id: int) -> HttpResponse:
    found = access.public_room(me(request), room_id)
    page = {
        "room": found,
        "standing": standing.of(found, timezone.now()),
        "hours": found.hours.all(),
        "breaks": access.breaks_ahead(found) if found.has_hours else (),
        "zone": settings.TIME_ZONE,
        "is_listening": newcomers.is_listening(me(request), found),
    }
    return render(request, "rooms/about.html", page)


@require_POST
def join(request: HttpRequest, room_id: int) -> HttpResponseBase:
    found = access.public_room(me(request), room_id)
    listens = request.POST.get("how") == "listen"
    actions.join_room(found, by=me(request), listens=listens)
    return redirect("room", found.pk)


@require_POST
def read(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Keeps where somebody is in a conversation, for them alone."""
    found = access.room_for(me(request), room_id)
    actions.mark_read(found, number(request, "seq") or 0, by=me(request))
    return redirect(page_of(found))


@require_POST
def leave(request: HttpRequest, room_id: int) -> HttpResponseBase:
    found = access.room_for(me(request), room_id)
    if found.kind != Room.Kind.ROOM:
        raise Http404
    actions.leave_room(found, by=me(request))
    return redirect("rooms")


@coordinators_only
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    form = RoomForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        guide = {name: given.pop(name) for name in GUIDE}
        opened = actions.open_room(by=me(request), **given)
        actions.describe_room(opened, by=me(request), **guide)
        return redirect("room", opened.pk)
    return render(request, "rooms/new.html", {"form": form})
