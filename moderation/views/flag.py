"""One flag: reading it, claiming it, deciding."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from moderation import (
    access,
    actions,
    bearing,
    board,
    case,
    evidence,
    looking,
    targets,
    unsent,
)
from moderation.actions.bearing import has_read
from moderation.actions.claims import LAPSED
from moderation.forms import DecisionForm, KeepForm, LeadLookForm, LookForm
from moderation.models import Flag
from moderation.seconding_models import Proposal
from people.access import me, moderators_only
from people.actions import Refused
from people.models import Person
from rooms.talking import wants_json
from rooms.views import page_of

CONFLICT = 409
KEPT = "Your decision is kept."
WAITS = {
    Proposal.Kind.REMOVE: "It is done once a second person agrees.",
    Proposal.Kind.CLOSE: "The flag stays open until a second person agrees.",
}


@moderators_only
@require_safe
def flag(request: HttpRequest, flag_id: int) -> HttpResponse:
    person = me(request)
    found = access.flag_for(person, flag_id)
    _is_read(found, person)
    return render(request, "moderation/flag.html", page(found, person))


def _is_read(found: Flag, person: Person) -> None:
    """Remembers that its words are shown to somebody, if they are."""
    if not access.may_read(person, found):
        return
    if found.first_seen_at is None:
        actions.see_flag(found, by=person)
    if not bearing.has_read(found, person):
        has_read(found, by=person)


def page(
    found: Flag,
    person: Person,
    decision: DecisionForm | None = None,
    look: LookForm | None = None,
    keep: KeepForm | None = None,
    **forms: Any,
) -> dict[str, Any]:
    """Everything the page of a flag shows this moderator."""
    shown: dict[str, Any] = {
        "flag": found,
        "line": board.line(found),
        "card": board.card(found, person, timezone.now(), targets.hours_for([found])),
        "is_private": access.is_private(found),
        "may_read": access.may_read(person, found),
        "place_url": page_of(found.message.room),
        "so_far": evidence.so_far(found),
        "earlier": evidence.about_author(found),
        "beside": evidence.in_other_hands(found, person),
    } | case.of(found, person, **forms)
    if shown["may_read"]:
        shown |= evidence.of(found)
    if shown["card"]["is_mine"]:
        shown["form"] = decision or DecisionForm(flag=found, by=person)
        shown["keep"] = keep or KeepForm(flag=found)
    if looking.may_look(person, found):
        shown["look"] = look or (LeadLookForm() if person.is_lead else LookForm())
    return shown


@moderators_only
@require_POST
def claim(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    try:
        held = actions.claim_flag(found, by=person)
    except Refused as no:
        return conflict(request, found, no)
    return go_on(request, held)


@moderators_only
@require_POST
def release(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    try:
        actions.release_flag(found, by=person)
    except Refused as no:
        return conflict(request, found, no)
    left = bearing.load(person).break_words
    rest = f" You have a break for {left}, if you want it." if left else ""
    messages.success(request, f"The flag is back on the board.{rest}")
    return redirect("moderation")


@moderators_only
@require_POST
def renew(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    """Asked by the page while its owner types, and by a button without scripts."""
    person = me(request)
    found = access.flag_for(person, flag_id)
    try:
        found = actions.renew_claim(found, by=person)
    except Refused as no:
        if wants_json(request):
            return JsonResponse({"until": None, "words": no.words})
        return conflict(request, found, no)
    if wants_json(request):
        return JsonResponse({"until": found.claimed_until})
    return go_on(request, found)


@moderators_only
@require_POST
def keep(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = KeepForm(request.POST, flag=found)
    if not form.is_valid():
        return show(request, found, keep=form)
    try:
        actions.keep_flag(found, by=person, **form.cleaned_data)
    except Refused as no:
        return conflict(request, found, no)
    messages.success(
        request, "It stays yours until then. You are told when it is over."
    )
    return go_on(request, found)


@moderators_only
@require_POST
def decide(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = DecisionForm(request.POST, flag=found, by=person)
    if form.is_valid():
        try:
            actions.resolve_flag(found, by=person, **form.cleaned_data)
        except Refused as no:
            return _refused(request, found, no)
        messages.success(request, " ".join(["Thank you.", KEPT, *_waits_for(found)]))
        stays = form.cleaned_data["stays"]
        return redirect("flag", flag_id) if stays else redirect("moderation")
    if not _is_mine(found, person):
        typed = {
            name: request.POST.get(name, "") for name in ("outcome", "reason", "said")
        }
        if actions.was_decided(found, by=person, **typed):
            messages.success(
                request, " ".join(["Thank you.", KEPT, *_waits_for(found)])
            )
            return redirect("moderation")
        return conflict(request, found, Refused(LAPSED))
    return render(request, "moderation/flag.html", page(found, person, form))


def _waits_for(found: Flag) -> list[str]:
    """What is not done, or not over, before a second person agrees."""
    waiting = found.proposals.filter(state=Proposal.State.WAITING, kind__in=WAITS)
    return [WAITS[Proposal.Kind(one.kind)] for one in waiting]


def _is_mine(found: Flag, person: Person) -> bool:
    """Whether its page has a form to decide, which shows again what was typed."""
    return found.state == Flag.State.CLAIMED and found.claimed_by_id == person.pk


def _refused(request: HttpRequest, found: Flag, no: Refused) -> HttpResponse:
    """What was typed stays on the page, whoever else has acted meanwhile."""
    person = me(request)
    now = access.flag_for(person, found.pk)
    if not _is_mine(now, person):
        return conflict(request, found, no)
    typed = request.POST.copy()
    if no.field is None:
        # Having been told of the change, they may decide on what they see now.
        typed["version"] = str(now.version)
    form = DecisionForm(typed, flag=now, by=person)
    form.add_error(no.field, no.words)
    shown = page(now, person, form)
    status = 200 if no.field else CONFLICT
    return render(request, "moderation/flag.html", shown, status=status)


def go_on(request: HttpRequest, found: Flag) -> HttpResponseBase:
    """Back to the page; a decision that was begun stands there as it was typed."""
    if not unsent.carried(request.POST):
        return redirect("flag", found.pk)
    now = access.flag_for(me(request), found.pk)
    _is_read(now, me(request))
    return show(request, now)


def show(request: HttpRequest, found: Flag, **forms: Any) -> HttpResponse:
    """The page again, with a form that needs mending, or a decision that was begun."""
    person = me(request)
    begun = _begun(request, found)
    shown = page(found, person, decision=begun, **forms)
    return render(request, "moderation/flag.html", shown)


def _begun(request: HttpRequest, found: Flag) -> DecisionForm | None:
    typed = unsent.carried(request.POST)
    return DecisionForm(flag=found, by=me(request), initial=typed) if typed else None


def conflict(request: HttpRequest, found: Flag, no: Refused) -> HttpResponse:
    """It came too late, or somebody was first; what was typed stands on the page."""
    person = me(request)
    now = access.flag_for(person, found.pk)
    told = {
        "conflict": no.words,
        "unsent": unsent.typed_in(request.POST),
        "carried": unsent.carried(request.POST),
    }
    shown = page(now, person, decision=_begun(request, now)) | told
    return render(request, "moderation/flag.html", shown, status=CONFLICT)
