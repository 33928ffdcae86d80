"""Practice, alone: what a room's buttons do, at any hour. Nothing is kept or sent."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from care import house
from care.listening import sounds_hard
from people.long_words import check_length
from realtime.later import later as _

# What somebody did, and what it would have done in a room.
TOLD = {
    "hear": _("In a room, whoever wrote it sees that you heard them."),
    "report": _("In a room, you choose what it is about. Nobody is told who reported."),
    "hide": _("In a room, you would not see this person any more. Only you know."),
    "write": _(
        "In a room, everybody there could read this now. You could take it back."
    ),
    "take_back": _("In a room, your words would be gone for everybody."),
    "": _("Write something first, or press another button."),
}


@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """Answers a form with the page itself: there is nothing to come back to."""
    page: dict[str, Any] = {"host": house.host()}
    if request.method == "POST":
        body = request.POST.get("body", "").replace("\0", "")
        page |= _after(request.POST.get("did", ""), body)
        page["shows_help"] = sounds_hard(body[: settings.MAX_BODY])
    return render(request, "care/practice.html", page)


def _after(did: str, body: str) -> dict[str, Any]:
    if did == "write" and not body.strip():
        did = ""
    try:
        check_length(settings.MAX_BODY, body if did == "write" else "")
    except ValidationError as too_long:
        return {"told": too_long.message, "draft": body}
    said = body if did == "write" else ""
    return {"did": did, "told": TOLD.get(did, TOLD[""]), "body": said}
