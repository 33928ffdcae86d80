"""Pointing somebody to help: two taps from their message, as a reply that all there read."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from care import access, wall
from care.actions import wall as actions
from moderation import helplines
from people.access import me
from people.actions import Refused
from realtime.later import later as _
from rooms import access as rooms
from rooms.models import Message
from rooms.posting import BadPost, Held
from rooms.views import number, page_of

WAITS = _("The room is quiet. Your words wait until a moderator is there.")


@require_http_methods(["GET", "POST"])
def signpost(request: HttpRequest, message_id: int) -> HttpResponseBase:
    message = rooms.message_for(me(request), message_id)
    page: dict[str, Any] = {"message": message, "back": page_of(message.room)}
    if request.method == "POST":
        try:
            return _point(request, message)
        except (Refused, BadPost) as no:
            page["refused"] = str(no)
    page |= {
        "cid": request.POST.get("cid") or uuid.uuid4(),
        "helplines": helplines.all_in_order(),
        "services": wall.listed(),
    }
    return render(request, "care/signpost.html", page)


def _point(request: HttpRequest, message: Message) -> HttpResponseBase:
    words, cid = _words(request), request.POST.get("cid", "")
    answer = actions.point_to(message, words, cid, by=me(request))
    if isinstance(answer, Held):
        messages.info(request, WAITS)
    return redirect(f"{page_of(message.room)}#m{answer.id}")


def _words(request: HttpRequest) -> str:
    """What is said, from our own entries only."""
    line, service = number(request, "helpline"), number(request, "service")
    for one in helplines.all_in_order():
        if one.pk == line:
            return wall.pointing(one.name, one.number, one.is_text)
    if service is None:
        raise Http404
    found = access.service_for(me(request), service)
    if not found.is_listed:
        raise Http404
    return wall.pointing(found.name, found.phone)
