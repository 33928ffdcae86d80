"""A conversation over HTTP: read and written by form or by fetch."""

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
from django.views.decorators.http import require_http_methods, require_POST

from people.access import me
from realtime import tips
from realtime.sources import Refusal
from rooms import access, actions, pace, pages, posting, streams
from rooms.models import Reaction, Room
from rooms.posting import Held, Stored
from rooms.views import conversation, number, page_of

Frame = dict[str, Any]


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
    start = number(request, "from")
    if start is not None:
        page = pages.page_from(me(request), found, start)
        return render(request, "rooms/older.html", page | {"room_url": page_of(found)})
    before = _before(request, found)
    if not wants_json(request):
        page = pages.page_of(me(request), found, before) | {"room_url": page_of(found)}
        return render(request, "rooms/older.html", page)
    stream = tips.of([found.stream])[found.stream]
    listed, more = pages.messages_before(found, before)
    rows = streams.as_rows({found.stream: listed})[found.stream]
    place = {"epoch": stream.epoch, "position": stream.position, "more": more}
    return JsonResponse(place | {"rows": [row.data for row in rows]})


def _before(request: HttpRequest, room: Room) -> int | None:
    """The place that a page of messages ends at; or one message, as a reply names it."""
    to = number(request, "to")
    if to is None:
        return number(request, "before")
    place = access.message_for(me(request), to, room.pk).seq
    return place + 1 if place is not None else None


def _post_message(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Stores a message; whatever happens, the words come back to whoever wrote them."""
    if not request.user.is_authenticated:
        return _signed_out(request, room_id)
    # First of all: what was stored before is so for ever, whatever happened since.
    answer = _post(request, room_id)
    if wants_json(request):
        frame = _frame(room_id, request.POST.get("cid", ""), answer)
        return JsonResponse(frame, status=404 if answer == posting.NOT_FOUND else 200)
    try:
        found = access.room_for(me(request), room_id)
    except Http404:
        return _not_open(request, answer)
    if isinstance(answer, Stored):
        return redirect(f"{page_of(found)}#m{answer.id}")
    if isinstance(answer, Held):
        return redirect(f"{page_of(found)}#waiting")
    page = conversation(request, found)
    page |= {"draft": request.POST.get("body", ""), "reason": answer.reason}
    page |= {"drafted_warning": _warning(request)}
    return render(request, "rooms/room.html", page, status=422)


def _not_open(
    request: HttpRequest, answer: Stored | Held | Refusal
) -> HttpResponseBase:
    """For a draft begun before its author was taken out; absent and forbidden alike."""
    if not isinstance(answer, Refusal):
        return redirect("rooms")
    page = {
        "drafts": [request.POST.get("body", "")],
        "reason": posting.NOT_FOUND.reason,
    }
    return render(request, "rooms/not_open.html", page, status=404)


def _post(request: HttpRequest, room_id: int) -> Stored | Held | Refusal:
    if streams.room_id(f"room:{room_id}") is None:
        return posting.NOT_FOUND
    fields = {name: request.POST.get(name, "") for name in ("body", "cid")}
    fields["warning"] = _warning(request)
    reply_to = number(request, "reply_to")
    try:
        posting.clean_post(room_id, me(request).pk, fields)
        return pace.take_turn(me(request).pk) or actions.post(
            room_id, by=me(request), reply_to=reply_to, **fields
        )
    except posting.BadPost as problem:
        return Refusal("bad_post", str(problem))


def _warning(request: HttpRequest) -> str:
    """Words of one's own, else those that were chosen."""
    own = request.POST.get("warning_words", "").strip()
    return own or request.POST.get("warning", "")


def _frame(room_id: int, cid: str, answer: Stored | Held | Refusal) -> Frame:
    """The frame with which the socket would have answered."""
    about = {"stream": f"room:{room_id}", "cid": cid}
    if isinstance(answer, Refusal):
        refusal = {"type": "refused", "code": answer.code, "reason": answer.reason}
        return about | refusal | {"retry_after_ms": answer.retry_after_ms}
    if isinstance(answer, Held):
        held = {"id": answer.id, "at": answer.at, "words": answer.words}
        return about | {"type": "held"} | held
    place = {"id": answer.id, "seq": answer.seq, "position": answer.position}
    return about | {"type": "stored"} | place


def _signed_out(request: HttpRequest, room_id: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"type": "refused", "code": "signed_out"}, status=401)
    page = {
        "drafts": [request.POST.get("body", "")],
        "back": reverse("room", args=[room_id]),
    }
    return render(request, "form_expired.html", page, status=403)


@require_POST
def react(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    found = access.message_for(me(request), message_id, room_id)
    refusal = pace.take_touch(me(request).pk)
    for kind in Reaction.Kind.values:
        if kind in request.POST and refusal is None:
            is_on = request.POST[kind] == "on"
            refusal = actions.react(found, kind, is_on, by=me(request))
    return done(request, found.room, found.pk, refusal)


@require_POST
def take_back(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    found = access.message_for(me(request), message_id, room_id)
    person = me(request)
    refusal = pace.take_touch(person.pk) or actions.take_back(found, by=person)
    return done(request, found.room, found.pk, refusal)


def done(
    request: HttpRequest, room: Room, message: int, refusal: Refusal | None
) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"refused": refusal.reason if refusal else None})
    if refusal is not None:
        notes.warning(request, refusal.reason)
    return redirect(f"{page_of(room)}#m{message}")


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
