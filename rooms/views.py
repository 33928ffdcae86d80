"""The pages of rooms, and the same changes by form for whoever has no live line."""

from typing import Any

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import coordinators_only, me
from realtime import tips
from rooms import access, actions, pages, posting, streams, words
from rooms.forms import RoomForm
from rooms.models import Reaction, Room
from rooms.posting import Refused, Stored

MOST_CHANGES = 200
# Where a conversation that is not a room has its page.
PAGES = {
    Room.Kind.ROOM: "room",
    Room.Kind.THREAD: "thread",
    Room.Kind.CHECK_IN: "check_in",
}


# --- Pages


@require_GET
def rooms(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    cards = [
        {
            "room": room,
            "url": reverse("room" if room.is_member else "room_about", args=[room.pk]),
            "is_open": room.takes_messages(now),
            "opening": words.opening(room, room.takes_messages(now)),
        }
        for room in access.rooms_for(me(request))
    ]
    return render(request, "rooms/list.html", {"rooms": cards})


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
    return pages.conversation(me(request), room) | {"room_url": page_of(room)}


@require_GET
def about(request: HttpRequest, room_id: int) -> HttpResponse:
    found = access.public_room(me(request), room_id)
    now = timezone.now()
    is_open = found.takes_messages(now)
    page = {
        "room": found,
        "is_open": is_open,
        "opening": words.opening(found, is_open),
        "who_reads": words.who_reads(found, now),
    }
    return render(request, "rooms/about.html", page)


@require_POST
def join(request: HttpRequest, room_id: int) -> HttpResponseBase:
    found = access.public_room(me(request), room_id)
    actions.join_room(found, by=me(request))
    return redirect("room", found.pk)


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
        opened = actions.open_room(by=me(request), **form.cleaned_data)
        return redirect("room", opened.pk)
    return render(request, "rooms/new.html", {"form": form})


# --- What was said


@login_not_required
@require_http_methods(["GET", "POST"])
def messages_of(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Reads older messages, or posts one; a draft outlives the session it was begun in."""
    if request.method == "POST":
        return _post_message(request, room_id)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _older_messages(request, room_id)


def _older_messages(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """A page of messages: as rows for the browser, else as a page to read."""
    found = access.room_for(me(request), room_id)
    before = _number(request, "before")
    if not _wants_json(request):
        page = pages.page_of(me(request), found, before) | {"room_url": page_of(found)}
        return render(request, "rooms/older.html", page)
    stream = tips.of([found.stream])[found.stream]
    listed, more = pages.messages_before(found, before)
    rows = streams.as_rows({found.stream: listed})[found.stream]
    return JsonResponse(
        {
            "epoch": stream.epoch,
            "position": stream.position,
            "rows": [row.data for row in rows],
            "more": more,
        }
    )


@require_GET
def room_changes(request: HttpRequest, room_id: int) -> JsonResponse:
    """What changed after a position: the socket's own frames, for networks without one."""
    found = access.room_for(me(request), room_id)
    stream = tips.of([found.stream])[found.stream]
    after, epoch = _number(request, "after") or 0, request.GET.get("epoch", "")
    if after > stream.position or (epoch and epoch != stream.epoch):
        return JsonResponse({"type": "reset", "stream": found.stream})
    rows = streams.changes({found.stream: after}, MOST_CHANGES)[found.stream]
    more = len(rows) == MOST_CHANGES
    last = rows[-1].position if rows else after
    return JsonResponse(
        {
            "type": "joined",
            "stream": found.stream,
            "epoch": stream.epoch,
            "position": last if more else max(stream.position, last),
            "rows": [row.data for row in rows],
            "more": more,
            "presence": _presence(request, found),
        }
    )


def _presence(request: HttpRequest, found: Room) -> dict[str, Any]:
    now = timezone.now()
    return {
        "type": "presence",
        "stream": found.stream,
        "here": pages.others_here(me(request), found),
        "open": found.takes_messages(now),
        "words": words.who_reads(found, now),
    }


# --- Changes


def _post_message(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Stores a message; whatever happens, the words come back to whoever wrote them."""
    if not request.user.is_authenticated:
        return _signed_out(request, room_id)
    found = access.room_for(me(request), room_id)
    answer = _post(request, found)
    if _wants_json(request):
        return JsonResponse(_frame(found, request.POST.get("cid", ""), answer))
    if isinstance(answer, Stored):
        return redirect(f"{page_of(found)}#m{answer.id}")
    page = conversation(request, found)
    page |= {"draft": request.POST.get("body", ""), "reason": answer.reason}
    return render(request, "rooms/room.html", page, status=422)


def _post(request: HttpRequest, found: Room) -> Stored | Refused:
    fields = {name: request.POST.get(name, "") for name in ("body", "cid", "warning")}
    reply_to = _number(request, "reply_to")
    try:
        return actions.post(found.pk, by=me(request), reply_to=reply_to, **fields)
    except posting.BadPost as problem:
        return Refused("bad_post", str(problem))


def _frame(found: Room, cid: str, answer: Stored | Refused) -> dict[str, Any]:
    """The frame with which the socket would have answered."""
    about = {"stream": found.stream, "cid": cid}
    if isinstance(answer, Refused):
        refusal = {"type": "refused", "code": answer.code, "reason": answer.reason}
        return about | refusal | {"retry_after_ms": answer.retry_after_ms}
    place = {"id": answer.id, "seq": answer.seq, "position": answer.position}
    return about | {"type": "stored"} | place


def _signed_out(request: HttpRequest, room_id: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"type": "refused", "code": "signed_out"}, status=401)
    page = {
        "drafts": [request.POST.get("body", "")],
        "back": reverse("room", args=[room_id]),
    }
    return render(request, "form_expired.html", page, status=403)


@require_POST
def react(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    found = access.message_for(me(request), message_id, room_id)
    refusal = None
    for kind in Reaction.Kind.values:
        if kind in request.POST:
            is_on = request.POST[kind] == "on"
            refusal = actions.react(found, kind, is_on, by=me(request))
    return _done(request, found.room, found.pk, refusal)


@require_POST
def take_back(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    found = access.message_for(me(request), message_id, room_id)
    return _done(
        request, found.room, found.pk, actions.take_back(found, by=me(request))
    )


def _done(
    request: HttpRequest, room: Room, message: int, refusal: Refused | None
) -> HttpResponseBase:
    if _wants_json(request):
        return JsonResponse({"refused": refusal.reason if refusal else None})
    if refusal is not None:
        notes.warning(request, refusal.reason)
    return redirect(f"{page_of(room)}#m{message}")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _number(request: HttpRequest, name: str) -> int | None:
    """A whole number from the query or the form; None for anything else."""
    value = request.GET.get(name) or request.POST.get(name) or ""
    is_number = value.isascii() and value.isdigit() and len(value) < 19
    return int(value) if is_number else None
