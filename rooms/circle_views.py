"""The pages and forms of circles; everything works without a socket, and without scripts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as notes
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from people.access import me, moderators_only
from people.models import Person
from people.refusing import form_page
from realtime.later import later as _
from realtime.sources import Refusal
from rooms import access, actions, circle_pages, circles, pace
from rooms.circle_forms import CircleForm, HostForm
from rooms.hiding import Hidden
from rooms.models import Room
from rooms.talking import wants_json
from rooms.views import number

NOTHING = Refusal("circle", _("That is not something a circle can do."))

# What a button of the panel does, by its value.
VERBS: dict[str, Callable[..., Refusal | None]] = {
    "sit": actions.sit_down,
    "stand": actions.stand_up,
    "hand": actions.raise_hand,
    "unhand": lambda room, by: actions.raise_hand(room, by=by, up=False),
    "pass": actions.pass_turn,
    "take": actions.take_over,
    "end": actions.end_circle,
    "here": actions.be_here,
}


@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """What a circle is, and the form that opens one; as JSON its row, if one goes on."""
    room = _room(request, room_id)
    if wants_json(request):
        rows = [row.data for row in circles.now_in(room.pk)]
        return JsonResponse({"circle": rows[0] if rows else None})
    form = CircleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refusal = actions.open_circle(room, by=me(request), **form.cleaned_data)
        if refusal is None:
            return redirect("room", room.pk)
        form.add_error(None, refusal.reason)
    return _page(request, room, form)


def _page(request: HttpRequest, room: Room, form: CircleForm) -> HttpResponse:
    person = me(request)
    member = access.membership_for(person, room)
    page = {"room": room, "form": form, "hosts_here": person.is_moderator}
    page |= circle_pages.shown(room, person, member, Hidden.of(person))
    return form_page(request, "rooms/circle.html", page)


@require_POST
def act(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """One button of the panel."""
    room, person = _room(request, room_id), me(request)
    refusal = pace.take_touch(person.pk) or _do(request, room, person)
    if wants_json(request):
        return JsonResponse({"refused": refusal.reason if refusal else None})
    if refusal is not None:
        notes.warning(request, refusal.reason)
    return redirect("room", room.pk)


def _do(request: HttpRequest, room: Room, person: Person) -> Refusal | None:
    wish = request.POST.get("do", "")
    if wish == "next":
        return actions.give_turn(room, by=person, after=number(request, "turn"))
    return VERBS.get(wish, _nothing)(room, by=person)


def _nothing(room: Room, *, by: Person) -> Refusal:
    return NOTHING


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def hosts(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Which peers may host circles in this room."""
    room = _room(request, room_id)
    form = HostForm(request.POST or None, room=room)
    if request.method == "POST":
        taken = number(request, "take_off")
        if taken is not None:
            actions.choose_host(access.member_in(room, taken), may=False)
            return redirect("circle_hosts", room.pk)
        if form.is_valid():
            _choose(room, form.cleaned_data)
            return redirect("circle_hosts", room.pk)
    chosen = room.memberships.filter(may_host=True).select_related("person")
    page: dict[str, Any] = {"room": room, "form": form, "hosts": chosen}
    return form_page(request, "rooms/circle_hosts.html", page)


def _choose(room: Room, chosen: dict[str, Person]) -> None:
    actions.choose_host(access.member_in(room, chosen["alias"].pk), may=True)


def _room(request: HttpRequest, room_id: int) -> Room:
    """A room with circles in it, for its members; a thread has none."""
    room = access.room_for(me(request), room_id)
    if room.kind != Room.Kind.ROOM:
        raise Http404
    return room
