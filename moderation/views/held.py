"""What was written in quiet rooms and waits: read, put in the room, or kindly not shown."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from moderation import access, held_access
from moderation.actions import held as actions
from people.access import coordinators_only, me, moderators_only
from people.actions import Refused
from rooms.held_words import WHY_NOT


@moderators_only
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    shown = {"held": access.held_messages(me(request)), "why_not": WHY_NOT}
    return render(request, "moderation/held.html", shown)


@moderators_only
@require_POST
def release(request: HttpRequest, message_id: int) -> HttpResponseBase:
    message = access.held_message_for(me(request), message_id)
    try:
        actions.release_held(message, by=me(request))
    except Refused as no:
        notes.info(request, no.words)
    else:
        notes.success(request, "It is in the room now. Its author is told.")
    return redirect("held")


@moderators_only
@require_POST
def refuse(request: HttpRequest, message_id: int) -> HttpResponseBase:
    message = access.held_message_for(me(request), message_id)
    try:
        why_not = request.POST.get("why_not", "")
        actions.refuse_held(message, why_not, by=me(request))
    except Refused as no:
        notes.info(request, no.words)
    else:
        notes.success(request, "It is not shown. Its author is told kindly.")
    return redirect("held")


# --- Threads, for coordinators


@coordinators_only
@require_safe
def held_threads(request: HttpRequest) -> HttpResponse:
    """What may hold a way to be reached: that message alone, and nothing around it."""
    shown = {"held": held_access.held_in_threads(me(request)), "why_not": WHY_NOT}
    return render(request, "moderation/held_threads.html", shown)


@coordinators_only
@require_POST
def settle_held_thread(request: HttpRequest, message_id: int) -> HttpResponseBase:
    """Put in the thread, or not shown for one of the reasons."""
    message = held_access.held_in_thread_for(me(request), message_id)
    why_not = request.POST.get("why_not", "")
    try:
        if request.POST.get("answer") == "release":
            actions.release_held(message, by=me(request))
        else:
            actions.refuse_held(message, why_not, by=me(request))
    except Refused as no:
        notes.info(request, no.words)
    else:
        notes.success(request, "Done. Its author is told.")
    return redirect("held_threads")
