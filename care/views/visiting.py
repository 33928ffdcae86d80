"""The guided first visit: five short steps that never block anything."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from care import actions, house
from care import first_visit as visits
from care.forms import WaysForm
from people import actions as people
from people.access import me
from people.models import Person
from rooms import access as rooms
from rooms.models import Room
from rooms.openings import OPENINGS
from rooms.views import card_of


@require_safe
def first_visit(request: HttpRequest) -> HttpResponseBase:
    """Goes on where somebody stopped."""
    return redirect("first_visit_step", visits.step_for(me(request)))


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponseBase:
    if step not in visits.STEPS:
        raise Http404
    if request.method == "POST":
        return _go_on(request, step)
    return _page(request, step, WaysForm(person=me(request)))


def _go_on(request: HttpRequest, step: str) -> HttpResponseBase:
    person = me(request)
    if step == "ways":
        form = WaysForm(request.POST, person=person)
        if not form.is_valid():
            return _page(request, step, form)
        people.change_preferences(person, **form.cleaned_data)
    accepts = "accept" in request.POST
    actions.go_on(step, by=person, accepts_rules=accepts)
    following = visits.after(step)
    return redirect("first_visit_step", following) if following else redirect("home")


def _page(request: HttpRequest, step: str, form: WaysForm) -> HttpResponse:
    person = me(request)
    visit = visits.of(person)
    page = {
        "step": step,
        "title": visits.STEPS[step],
        "number": visits.ORDER.index(step) + 1,
        "last": len(visits.ORDER),
        "before": visits.before(step),
        "has_accepted": bool(visit and visit.accepted_rules_at),
        "form": form,
    }
    return render(request, "care/first_visit.html", page | _more(person, step))


def _more(person: Person, step: str) -> dict[str, object]:
    """What only one of the steps shows."""
    match step:
        case "hello":
            return {"welcome": house.welcome_words(), "host": house.host()}
        case "try":
            return {"practice": next(iter(_rooms(person, is_practice=True)), None)}
        case "start":
            cards = [card_of(room) for room in _rooms(person, is_practice=False)]
            ways = {key: label for key, (label, _) in OPENINGS.items()}
            return {"cards": cards, "ways": ways}
    return {}


def _rooms(person: Person, *, is_practice: bool) -> list[Room]:
    return [r for r in rooms.rooms_for(person) if r.is_practice is is_practice]


@require_POST
def finish_visit(request: HttpRequest) -> HttpResponseBase:
    actions.finish_visit(by=me(request))
    return redirect("home")
