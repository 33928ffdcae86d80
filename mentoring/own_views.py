"""What anybody may do about mentoring: ask, offer, answer, and set their own limits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import in_order
from mentoring import programme_access as access
from mentoring.actions import asking, matching, volunteering
from mentoring.asking_forms import AskForm, VolunteerForm, initial_of
from mentoring.limit_forms import ApartForm
from mentoring.models import Match, Volunteer
from people.access import me
from people.actions import Refused
from people.refusing import form_page, refusal_on
from realtime.later import later as _

TOO_LATE = _(
    "Thank you. This mentor can’t take somebody new on after all. It is nothing you "
    "did. We look for somebody else for you."
)
TOO_LATE_FOR_MENTOR = _(
    "Thank you. You can’t take somebody new on just now. Your coordinator can tell "
    "you more."
)


@require_http_methods(["GET", "POST"])
def ask_for_mentor(request: HttpRequest) -> HttpResponseBase:
    found = access.own_request(me(request))
    form = AskForm(request.POST or None, initial=initial_of(found) if found else None)
    if form.is_valid():
        with refusal_on(form):
            asking.ask_for_mentor(by=me(request), **form.wishes())
            words = _("Thank you. A coordinator looks for somebody for you.")
            messages.success(request, words)
            return redirect("ask_for_mentor")
    match = access.own_match(me(request))
    page = {"form": form, "request_now": found, "match": match}
    return form_page(request, "mentoring/ask.html", page)


@require_POST
def withdraw_request(request: HttpRequest) -> HttpResponseBase:
    found = access.own_request(me(request))
    if found is not None:
        asking.withdraw_request(found, by=me(request))
        messages.success(request, _("Taken back. You can ask again at any time."))
    return redirect("ask_for_mentor")


@require_http_methods(["GET", "POST"])
def volunteer(request: HttpRequest) -> HttpResponseBase:
    found = access.own_volunteer(me(request))
    start = initial_of(found) if found else None
    form = VolunteerForm(request.POST or None, initial=start)
    if form.is_valid():
        with refusal_on(form):
            volunteering.offer_to_mentor(by=me(request), **form.words())
            messages.success(request, _("Thank you. It is kept."))
            return redirect("volunteer")
    page = {
        "form": form,
        "volunteer": found,
        "lacking": in_order.missing(found, timezone.localdate()) if found else [],
        "states": Volunteer.State,
        "offers": access.offers_to(me(request)),
    }
    return form_page(request, "mentoring/volunteer.html", page)


@require_POST
def stop_volunteering(request: HttpRequest) -> HttpResponseBase:
    found = access.own_volunteer(me(request))
    if found is not None:
        volunteering.stop_volunteering(found, by=me(request))
        messages.success(
            request, _("You are asked no more. You can offer again any time.")
        )
    return redirect("volunteer")


@require_http_methods(["GET", "POST"])
def match_offer(request: HttpRequest, match_id: int) -> HttpResponseBase:
    match = access.match_for(me(request), match_id)
    is_mentor = match.mentor_id == me(request).pk
    if request.method == "POST":
        return _answer(request, match, is_mentor)
    page = {
        "match": match,
        "is_mentor": is_mentor,
        "is_open": _is_open(match, is_mentor),
    }
    return render(request, "mentoring/match_offer.html", page)


def _is_open(match: Match, is_mentor: bool) -> bool:
    return match.state == (Match.State.MENTOR if is_mentor else Match.State.MENTEE)


def _answer(request: HttpRequest, match: Match, is_mentor: bool) -> HttpResponseBase:
    verb = matching.answer_as_mentor if is_mentor else matching.answer_as_mentee
    yes = request.POST.get("answer") == "yes"
    try:
        found = verb(match, yes, by=me(request))
    except Refused as no:
        messages.warning(request, no.words)
        return redirect("match_offer", match.pk)
    if found.mentorship:
        return redirect("thread", found.mentorship.room_id)
    if yes and found.state == Match.State.DROPPED:
        messages.warning(request, TOO_LATE_FOR_MENTOR if is_mentor else TOO_LATE)
    else:
        messages.success(request, _("Thank you for your answer."))
    return redirect("match_offer", match.pk)


@require_http_methods(["GET", "POST"])
def kept_apart(request: HttpRequest) -> HttpResponseBase:
    form = ApartForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            asking.keep_apart(form.marks("own_"), form.marks(), by=me(request))
            messages.success(request, _("Kept. Nobody can read it, not even we."))
            return redirect("kept_apart")
    page = {"form": form, "has_some": me(request).aparts.exists()}
    return form_page(request, "mentoring/kept_apart.html", page)


@require_POST
def clear_apart(request: HttpRequest) -> HttpResponseBase:
    asking.clear_apart(by=me(request))
    messages.success(request, _("Your list is empty."))
    return redirect("kept_apart")
