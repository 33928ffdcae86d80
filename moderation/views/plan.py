"""Who watches which room: now, by plan, and where nobody does."""

from datetime import timedelta

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import access, covering
from moderation.actions import planning as actions
from moderation.actions import slowing
from moderation.planning_forms import PlanForm, WaiverForm
from people.access import leads_only, me, moderators_only, staff_only
from people.actions import Refused
from people.refusing import form_page
from rooms import standing, timetable
from rooms.talking import wants_json


@staff_only
@require_safe
def cover(request: HttpRequest) -> HttpResponse:
    """Every room: who is with it, and when the plan leaves it alone."""
    cards = covering.rooms_now()
    if wants_json(request):
        now = timezone.now()
        shown = [
            {name: card[name] for name in ("watchers", "lacks_cover")}
            | {"id": card["room"].pk}
            | standing.frame(card["room"], now)
            for card in cards
        ]
        return JsonResponse({"rooms": shown})
    warnings = covering.warnings() if me(request).is_lead else []
    page = {
        "cards": cards,
        "warnings": warnings,
        "today": timezone.localdate(),
        "pauses": slowing.PAUSES,
    }
    return render(request, "moderation/cover.html", page)


@moderators_only
@require_POST
def slow(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """For an hour everybody in a room waits between two messages; or no more."""
    room = access.room_to_watch(me(request), room_id)
    try:
        slowing.slow_room(room, _seconds(request), by=me(request))
    except Refused as no:
        notes.info(request, no.words)
    else:
        notes.success(request, "Everybody in the room is told.")
    return redirect("cover")


def _seconds(request: HttpRequest) -> int:
    """What was chosen; -1, which is not offered, for anything that is no number."""
    given = request.POST.get("seconds", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else -1


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    form = PlanForm(request.POST or None, by=person)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.plan_shifts(
                given["moderator"], given["rooms"], form.spans(), by=person
            )
        except (Refused, OverflowError) as no:
            field, words = getattr(no, "field", "day"), getattr(no, "words", TOO_FAR)
            form.add_error(field or None, words)
        else:
            notes.success(request, "The plan is kept.")
            return redirect("plan")
    return _plan_page(request, form)


TOO_FAR = "That day is too far ahead."


def _plan_page(request: HttpRequest, form: PlanForm) -> HttpResponse:
    now = timezone.now()
    shown = {
        "form": form,
        "gaps": covering.gaps_ahead(now),
        "planned": covering.planned_ahead(now).filter(
            starts_at__lt=now + timedelta(weeks=13)
        ),
        "zone": timetable.zone().key,
        "ahead": covering.AHEAD,
    }
    return form_page(request, "moderation/plan.html", shown)


@staff_only
@require_POST
def drop(request: HttpRequest, planned_id: int) -> HttpResponseBase:
    planned = access.planned_shift_for(me(request), planned_id)
    actions.drop_planned(planned, by=me(request))
    notes.success(request, "It is out of the plan.")
    return redirect("plan")


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Letting a room be without cover: why, and when that is looked at again."""
    room = access.room_to_waive(me(request), room_id)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.waive_cover(room, **form.cleaned_data, by=me(request))
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            notes.success(request, "It is kept. This room needs no cover now.")
            return redirect("cover")
    waiver = covering.current_waivers().filter(room=room).first()
    page = {"room": room, "form": form, "waiver": waiver}
    return form_page(request, "moderation/waive.html", page)


@leads_only
@require_POST
def ask_again(request: HttpRequest, room_id: int) -> HttpResponseBase:
    actions.ask_for_cover(access.room_to_waive(me(request), room_id), by=me(request))
    notes.success(request, "This room needs cover again, from now on.")
    return redirect("cover")
