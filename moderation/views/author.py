"""What a decision means for who wrote: what was done, why, and asking to look again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import access, actions, appeals, told
from moderation.appeal_forms import AppealForm, ProveForm
from moderation.models import Decision
from people import signing_in
from people.access import me
from people.actions.refusal import Refused, TooOften
from people.models import Person
from realtime.later import later as _

ASKED = _("Thank you. A different person will look at it.")
# Who has shown at the door who they are, and is kept out.
KEPT_OUT = "kept_out"
TOO_MANY = 429


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    found = access.decision_for(me(request), decision_id)
    return render(request, "moderation/decision.html", told.of(found))


@require_POST
def appeal(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.decision_for(person, decision_id)
    form = AppealForm(request.POST)
    if _asks(request, form, found, person):
        return redirect("decision", decision_id)
    return render(request, "moderation/decision.html", told.of(found, form))


def _asks(
    request: HttpRequest, form: AppealForm, found: Decision, person: Person
) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.appeal_decision(found, by=person, words=form.cleaned_data["words"])
    except Refused as no:
        form.add_error(no.field, no.words)
        return False
    messages.success(request, ASKED)
    return True


# --- For who is kept out


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request: HttpRequest) -> HttpResponseBase:
    """Who is kept out shows who they are, and then reads why."""
    form = ProveForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            person = signing_in.recognise(request, **form.cleaned_data)
            request.session[KEPT_OUT] = person.pk
            # Whoever planted an earlier key must not read along.
            request.session.cycle_key()
            return redirect("look_again")
        except Refused as no:
            form.add_error(no.field, no.words)
            status = TOO_MANY if isinstance(no, TooOften) else 200
    return _door(request, form, status=status)


@login_not_required
@require_POST
def ask_again(request: HttpRequest) -> HttpResponseBase:
    person = _kept_out(request)
    found = appeals.newest_suspension(person) if person else None
    if person is None or found is None:
        return redirect("look_again")
    form = AppealForm(request.POST)
    if _asks(request, form, found, person):
        return redirect("look_again")
    return _door(request, ProveForm(), form)


def _kept_out(request: HttpRequest) -> Person | None:
    """Nobody once somebody has signed in here: it may be another, on a shared phone."""
    if request.user.is_authenticated:
        return None
    return Person.objects.filter(pk=request.session.get(KEPT_OUT, 0)).first()


def _door(
    request: HttpRequest,
    form: ProveForm,
    ask: AppealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person = _kept_out(request)
    found = appeals.newest_suspension(person) if person else None
    shown = told.of(found, ask) if found else {}
    shown |= {
        "person": person,
        "form": form,
        "is_out": person and person.is_suspended(),
    }
    return render(request, "moderation/look_again.html", shown, status=status)
