"""How am I today: for oneself alone; offered, never pressed."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from care import actions, feelings
from care.feelings import Day
from care.forms import FeelingForm
from care.listening import sounds_hard
from people.access import me
from people.models import Person
from realtime.later import later as _
from rooms import access as rooms
from rooms.models import Room
from rooms.views import conversation

# Said on the next page and then forgotten.
SHOWS_HELP = "shows_help_once"


@require_http_methods(["GET", "POST"])
def how_i_am(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    today = feelings.today_of(person, timezone.now())
    form = FeelingForm(request.POST or None, day=feelings.of(person, today))
    if form.is_valid():
        actions.keep_feeling(today, by=person, **form.cleaned_data)
        if sounds_hard(form.cleaned_data["words"]):
            request.session[SHOWS_HELP] = True
        messages.info(request, _("Kept, for you alone."))
        return redirect("how_i_am")
    return _page(request, person, today, form)


def _page(
    request: HttpRequest, person: Person, today: date, form: FeelingForm
) -> HttpResponse:
    line = feelings.line_of(person, today)
    now = timezone.now()
    page = {
        "form": form,
        "skies": feelings.SKIES,
        "line": line,
        "points": feelings.points(line),
        "today": next((day for day in line if day.on == today), None),
        "shows_help": request.session.pop(SHOWS_HELP, False),
        "rooms": [room for room in _rooms(person) if room.takes_messages(now)],
    }
    return render(request, "care/how_i_am.html", page)


def _rooms(person: Person) -> list[Room]:
    return list(rooms.rooms_of(person).filter(kind=Room.Kind.ROOM).order_by("name"))


@require_safe
def share_feeling(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """The room with today's words in its box; its owner may change them, and sends them."""
    person = me(request)
    room = rooms.room_for(person, room_id)
    today: Day | None = feelings.of(person, feelings.today_of(person, timezone.now()))
    if today is None or today.is_lost or room.kind != Room.Kind.ROOM:
        return redirect("how_i_am")
    page = conversation(request, room) | {"draft": feelings.to_share(today)}
    return render(request, "rooms/room.html", page)


@require_POST
def forget_feelings(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    is_today = request.POST.get("what") == "today"
    day = feelings.today_of(person, timezone.now()) if is_today else None
    actions.forget_feelings(by=person, day=day)
    messages.info(request, _("It is gone."))
    return redirect("how_i_am")
