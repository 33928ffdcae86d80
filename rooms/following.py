"""A conversation followed without a socket: what changed since, asked for by fetch."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET

from people import inbox
from people.access import me
from people.models import Person
from realtime import roster, tips
from realtime.pages import changes
from realtime.streams import Row
from rooms import access, company, posting, standing, streams, waiting
from rooms.models import Room
from rooms.views import number

MOST_CHANGES = 200

Frame = dict[str, Any]


@require_GET
def room_changes(request: HttpRequest, room_id: int) -> JsonResponse:
    """The frames that a socket would have had since: the room's, and one's own inbox's.

    404 where the room is not, or no more, open to whoever asks; in frames, so that their
    page ends it as a socket would.
    """
    person = me(request)
    mine = _changes(request, inbox.stream_of(person.pk), "me", inbox, "me_")
    whose = {"person": person.pk, "token": get_token(request)}
    try:
        found = access.room_for(person, room_id)
    except Http404:
        about = {"type": "refused", "stream": f"room:{room_id}"}
        no = {"code": posting.NOT_FOUND.code, "reason": posting.NOT_FOUND.reason}
        return JsonResponse(whose | {"frames": [about | no, mine]}, status=404)
    roster.ask_over_http(found.stream, person.pk, person.alias)
    room = _changes(request, found.stream, found.stream, streams, "")
    frames = [room, mine, _presence(person, found)]
    return JsonResponse(whose | {"frames": frames})


def _presence(person: Person, found: Room) -> Frame:
    return {
        "type": "presence",
        "stream": found.stream,
        "here": company.others_here(person, found),
        **standing.frame(found, timezone.now()),
    }


def _changes(
    request: HttpRequest, stream: str, shown: str, source: Any, prefix: str
) -> Frame:
    """What changed on a stream after the position that the browser names."""
    now = tips.of([stream])[stream]
    after = number(request, f"{prefix}after")
    epoch = request.GET.get(f"{prefix}epoch", "")
    if (after or 0) > now.position or (epoch and epoch != now.epoch):
        return {"type": "reset", "stream": shown}
    rows: list[Row] = []
    if after is not None:
        stands, found = changes(source, {stream: after}, MOST_CHANGES)
        now, rows = stands[stream], found[stream]
    more = len(rows) == MOST_CHANGES
    return {
        "type": "joined",
        "stream": shown,
        "epoch": now.epoch,
        "position": rows[-1].position if more else now.position,
        "rows": [{"position": row.position, **row.data} for row in rows],
        "more": more,
    }


@require_GET
def held(request: HttpRequest, room_id: int) -> JsonResponse:
    """What became of my own held messages, for the page that shows them."""
    found = access.room_for(me(request), room_id)
    mine = waiting.of(me(request), found)
    return JsonResponse({"held": [{"id": m.id, "words": m.words} for m in mine]})
