"""Where a coordinator matches: who waits, suggestions for one, the best whole for all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import programme_access as access
from mentoring import programme_lines, suggesting, support_access, waiting
from mentoring.actions import matching
from mentoring.coordinating_forms import LONGEST_REASON, ReasonForm
from mentoring.models import Match, Request
from people.access import coordinators_only, me
from people.actions import Refused
from people.choosing import id_of
from people.long_words import too_long
from people.models import Person
from people.refusing import refusal_told, words_back


@coordinators_only
@require_GET
def programme(request: HttpRequest) -> HttpResponseBase:
    """What to look at today, who waits, longest first, and the volunteers."""
    by = me(request)
    page = {
        "worries": support_access.worries_for(by),
        "to_look_at": programme_lines.to_look_at(by),
        "requests": programme_lines.requests_of(by),
        "volunteers": programme_lines.volunteers_of(by),
    }
    return render(request, "mentoring/programme.html", page)


@coordinators_only
@require_GET
def suggestions(request: HttpRequest, request_id: int) -> HttpResponseBase:
    """The best mentors for one person side by side, with what speaks for and against."""
    if gone := _gone(request, request_id):
        return gone
    found = access.request_for(me(request), request_id)
    tried = found.matches.exclude(state=Match.State.DROPPED).select_related("mentor")
    page = {
        "request_now": found,
        "wishes": suggesting.wishes_of(found),
        "asked": tried.filter(state__in=Match.OPEN).first(),
        "tried": tried.exclude(state__in=Match.OPEN).order_by("made_at"),
        "cards": suggesting.for_one(found),
    }
    return render(request, "mentoring/suggestions.html", page)


@coordinators_only
@require_POST
def offer_match(request: HttpRequest, request_id: int) -> HttpResponseBase:
    """Asks the mentors who were chosen, in the order of the suggestions."""
    if gone := _gone(request, request_id):
        return gone
    found = access.request_for(me(request), request_id)
    chosen = [id_of(value) for value in request.POST.getlist("mentor")]
    mentors = Person.objects.in_bulk([pk for pk in chosen if pk])
    in_turn = [mentors[pk] for pk in chosen if pk in mentors]
    words = "Asked. You hear how they answer."
    return do(
        request,
        lambda by: matching.offer_match(found, in_turn, by=by),
        words,
        "suggestions",
        request_id,
    )


@coordinators_only
@require_POST
def reject_match(request: HttpRequest, request_id: int) -> HttpResponseBase:
    if gone := _gone(request, request_id):
        return gone
    found = access.request_for(me(request), request_id)
    form = ReasonForm(request.POST)
    mentor = Person.objects.filter(pk=id_of(request.POST.get("mentor", ""))).first()
    if sent_back := reason_back(request, reverse("suggestions", args=[request_id])):
        return sent_back
    if not form.is_valid() or mentor is None:
        messages.warning(request, "Please say why. It is kept.")
        return redirect("suggestions", request_id)
    reason = form.cleaned_data["reason"]
    with refusal_told(request):
        is_asked = matching.reject_match(found, mentor, by=me(request), reason=reason)
        words = "Your reason is kept. But they were asked meanwhile, and may say yes."
        messages.info(request, words if is_asked else "Not suggested again.")
    return redirect("suggestions", request_id)


def reason_back(request: HttpRequest, page: str) -> HttpResponse | None:
    """A reason that is too long, whole, so that it can be made shorter."""
    reason = request.POST.get("reason", "").strip()
    said = too_long(LONGEST_REASON, reason)
    return words_back(request, said, reason, page) if said else None


def _gone(request: HttpRequest, request_id: int) -> HttpResponseBase | None:
    """Another coordinator, or the carer, was quicker: said, and not a page that is not there."""
    found = access.one(access.all_requests_for(me(request)), request_id)
    if found.state == Request.State.WAITING:
        return None
    messages.warning(request, f"{found.person}: {matching.NO_LONGER}")
    return redirect("programme")


@coordinators_only
@require_http_methods(["GET", "POST"])
def best_whole(request: HttpRequest) -> HttpResponseBase:
    """Everyone who waits at once; nothing is asked before a coordinator says so."""
    if request.method == "POST":
        return _ask_chosen(request)
    lines = suggesting.for_everyone()
    left = len(waiting.unasked()) - len(lines)
    page = {"lines": lines, "has_left": left > 0}
    return render(request, "mentoring/best_whole.html", page)


def _ask_chosen(request: HttpRequest) -> HttpResponseBase:
    """The pairs as they were read: another best whole may have come about since."""
    said = [value.partition("-") for value in request.POST.getlist("pair")]
    pairs = [(id_of(carer), id_of(mentor)) for carer, _dash, mentor in said]
    carers = access.all_requests_for(me(request)).in_bulk([one for one, _ in pairs])
    mentors = Person.objects.in_bulk([other for _, other in pairs])
    chosen = [(carers[c], mentors[m]) for c, m in pairs if c in carers and m in mentors]
    if not chosen:
        messages.warning(request, "Choose at least one.")
        return redirect("best_whole")
    asked = [_ask(request, carer, mentor) for carer, mentor in chosen]
    if all(asked):
        messages.success(request, "The mentors whom you chose are asked.")
    elif any(asked):
        messages.success(request, "The other mentors whom you chose are asked.")
    return redirect("programme")


def _ask(request: HttpRequest, found: Request, mentor: Person) -> bool:
    try:
        matching.offer_match(found, [mentor], by=me(request))
    except Refused as no:
        messages.warning(request, f"{found.person}: {no.words}")
        return False
    return True


def do(
    request: HttpRequest, act: Callable[[Person], Any], done: str, name: str, pk: int
) -> HttpResponseBase:
    with refusal_told(request):
        act(me(request))
        messages.success(request, done)
    return redirect(name, pk)
