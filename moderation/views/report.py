"""Reporting a message by one of three doors, and what may truly be said after it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import actions, evidence, flags, helplines, shifts
from moderation.models import Report
from people.access import me
from people.actions.refusal import Refused, TooOften
from people.models import Person
from rooms import access as rooms
from rooms.views import page_of

TOO_MANY = 429


@require_http_methods(["GET", "POST"])
def report_message(request: HttpRequest, message_id: int) -> HttpResponseBase:
    person = me(request)
    message = rooms.message_for(person, message_id)
    shown = {
        "message": message,
        "doors": Report.Door,
        "back": page_of(message.room),
        "is_mine": message.author_id == person.pk,
        "helplines": helplines.open_now(),
    }
    door = request.POST.get("door")
    if door not in Report.Door.values:
        shown["is_missing"] = request.method == "POST"
        return render(request, "moderation/report.html", shown)
    try:
        actions.report_message(message, by=person, door=door)
    except Refused as no:
        shown["refused"] = no.words
        status = TOO_MANY if isinstance(no, TooOften) else 200
        return render(request, "moderation/report.html", shown, status=status)
    return redirect("report_thanks", message_id, door)


@require_safe
def thanks(request: HttpRequest, message_id: int, door: str) -> HttpResponse:
    """Promises only what is true at this moment."""
    person = me(request)
    message = rooms.message_for(person, message_id)
    if not evidence.has_reported(person, message, door):
        raise Http404
    shown = {
        "message": message,
        "door": door,
        "back": page_of(message.room),
        "is_on_board": flags.is_on_board(message),
        "is_somebody_here": _is_somebody_here(besides=[person, message.author]),
        "helplines": helplines.open_now(),
    }
    is_hard = door == Report.Door.HARD
    page = "moderation/care.html" if is_hard else "moderation/report_thanks.html"
    return render(request, page, shown)


def _is_somebody_here(*, besides: Sequence[Person]) -> bool:
    """Who could look at it now: not who reported it, nor who wrote it."""
    return shifts.watching().exclude(moderator__in=besides).exists()
