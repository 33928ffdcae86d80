"""The pages where people change what they themselves have written."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from people import actions as people
from people.access import me
from realtime.sources import Refusal
from rooms import access, actions, pace, posting, words
from rooms.models import Message
from rooms.talking import done, wants_json
from rooms.views import page_of

UNPROCESSABLE = 422
# What one tap says, which tells nothing of what it is about.
SOMETHING_HEAVY = words.ADDED_WARNINGS[0]


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    """Other words for one's own message; refused words come back with the reason."""
    found = own_message(request, room_id, message_id)
    if request.method == "GET":
        return _edit_page(request, found, found.shown_body)
    body = request.POST.get("body", "")
    refusal = _edit(request, found, body)
    if refusal is None or wants_json(request):
        return done(request, found.room, found.pk, refusal)
    return _edit_page(request, found, body, refusal.reason)


def own_message(request: HttpRequest, room_id: int, message_id: int) -> Message:
    found = access.message_for(me(request), message_id, room_id)
    if found.author_id != me(request).pk:
        raise Http404
    return found


def _edit(request: HttpRequest, found: Message, body: str) -> Refusal | None:
    try:
        posting.clean_edit(found.room_id, found.author_id, {"body": body})
        return pace.take_turn(found.author_id) or actions.edit_message(
            found, body, by=me(request)
        )
    except posting.BadPost as problem:
        return Refusal("bad_post", str(problem))


def _edit_page(
    request: HttpRequest, found: Message, draft: str, reason: str = ""
) -> HttpResponse:
    page = {
        "message": found,
        "draft": draft,
        "reason": reason,
        "back": f"{page_of(found.room)}#m{found.pk}",
    }
    status = UNPROCESSABLE if reason else 200
    return render(request, "rooms/edit.html", page, status=status)


@require_http_methods(["GET", "POST"])
def set_warning(
    request: HttpRequest, room_id: int, message_id: int
) -> HttpResponseBase:
    """Folds one's own message under a warning: of ours, for new words are screened."""
    offered = [SOMETHING_HEAVY, *words.WARNINGS]
    found = own_message(request, room_id, message_id)
    if request.method == "GET":
        page = {"warnings": offered, "message": found}
        page |= {
            "chosen": SOMETHING_HEAVY,
            "back": f"{page_of(found.room)}#m{found.pk}",
        }
        return render(request, "rooms/warn.html", page)
    people.mark_notices_seen(me(request), link=request.path)
    chosen = request.POST.get("warning", "")
    warning = chosen if chosen in offered else SOMETHING_HEAVY
    refusal = actions.set_warning(found, warning, by=me(request))
    return done(request, found.room, found.pk, refusal)
