"""Handing cases over: what I hold, what is offered to me, and what leads answer for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from moderation import access, flags, handovers, words
from moderation.actions import handing_over as actions
from moderation.actions.shifts import have_spoken
from moderation.models import Flag
from moderation.shift_forms import OfferForm
from people import access as people
from people.access import leads_only, me, moderators_only
from people.actions import Refused


@moderators_only
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: HttpRequest, form: OfferForm | None = None, of: int = 0
) -> HttpResponse:
    person = me(request)
    asked = {h.flag_id: h for h in handovers.waiting().filter(giver=person)}
    on = handovers.colleagues_of(person)
    shown = {
        "cases": [
            {
                "flag": flag,
                "gist": _gist(flag),
                "asked": asked.get(flag.pk),
                "form": form if flag.pk == of else OfferForm(flag=flag, on=on),
            }
            for flag in handovers.cases_of(person)
        ],
        "offers": [(h, _gist(h.flag)) for h in handovers.offered_to(person)],
        "has_colleagues": bool(on),
    }
    return render(request, "moderation/handover.html", shown)


def _gist(flag: Flag) -> dict[str, str]:
    """Never the text: where, who, which concern."""
    return {
        "level": flag.level,
        "level_words": words.LEVELS[flag.level],
        "concern": words.concern(flag.concern),
        "place": flags.where(flag.message.room),
        "author": flag.message.author.alias,
    }


@moderators_only
@require_POST
def offer(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    flag = handovers.case_for(person, flag_id)
    on = handovers.colleagues_of(person)
    form = OfferForm(request.POST, flag=flag, on=on)
    if form.is_valid():
        to = access.colleague_for(person, form.cleaned_data["to"])
        try:
            actions.offer_case(flag, to, by=person)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(
                request, f"{to.alias} is asked. It is yours until they accept."
            )
            return redirect("handover")
    return _page(request, form, flag_id)


@moderators_only
@require_POST
def accept(request: HttpRequest, handover_id: int) -> HttpResponseBase:
    person = me(request)
    offer = handovers.offer_for(person, handover_id)
    try:
        flag = actions.accept_case(offer, by=person)
    except Refused as no:
        messages.info(request, no.words)
        return redirect("handover")
    messages.success(request, "The case is yours. Thank you.")
    return redirect("flag", flag.pk)


@moderators_only
@require_POST
def decline(request: HttpRequest, handover_id: int) -> HttpResponseBase:
    person = me(request)
    offer = handovers.offer_for(person, handover_id)
    try:
        actions.decline_case(offer, by=person)
    except Refused as no:
        messages.info(request, no.words)
    else:
        messages.success(request, "That is all right. It goes to somebody else.")
    return redirect("handover")


@leads_only
@require_POST
def spoken(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """A lead has spoken with a moderator who asked for it."""
    lead = me(request)
    have_spoken(people.person_for(lead, person_id), by=lead)
    messages.success(request, "Thank you for speaking with them.")
    return redirect("moderation")
