"""The wall of help, for members: looking, one entry, suggesting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from care import access
from care import wall as walls
from care.actions import wall as actions
from care.wall import Wish
from care.wall_forms import SuggestForm
from moderation import helplines
from people.access import me
from people.actions import Refused
from realtime.later import later as _
from rooms.views import number

SUGGESTED = _(
    "Thank you. Staff look at it before it is shown. That can take some days."
)


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """All of it, or what fits a wish; with what a room's people use at the top."""
    room = access.room_beside(me(request), number(request, "room"))
    of_room = walls.of_room(room) if room else ()
    asked = {name: request.GET.get(name, "").strip() for name in ("reach", "way")}
    area = request.GET.get("area", "").replace("\0", "").strip()[:80]
    page = {
        "room": room,
        "of_room": of_room,
        "services": [
            one for one in walls.listed(Wish(**asked, area=area)) if one not in of_room
        ],
        "asked": asked | {"area": area},
        "is_narrowed": any(asked.values()) or bool(area),
        "helplines": helplines.all_in_order(),
        "today": timezone.localdate(),
    }
    return render(request, "care/wall.html", page)


@require_safe
def service(request: HttpRequest, service_id: int) -> HttpResponse:
    person = me(request)
    found = access.service_for(person, service_id)
    here = access.room_beside(person, number(request, "room"))
    page = {
        "service": found,
        "room": here,
        "rooms": found.rooms.filter(closed_at=None).order_by("name"),
        "is_overdue": found.is_overdue(timezone.localdate()),
    }
    return render(request, "care/service.html", page)


@require_http_methods(["GET", "POST"])
def suggest_service(request: HttpRequest) -> HttpResponseBase:
    form = SuggestForm(request.POST or None)
    if form.is_valid():
        try:
            actions.suggest_service(by=me(request), words=form.words())
        except Refused as no:
            form.add_error(None, no.words)
        else:
            messages.success(request, SUGGESTED)
            return redirect("wall")
    return render(request, "care/suggest.html", {"form": form})
