"""A sealed envelope: leaving one, asking to open it, reading it, telling its owner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from moderation import access, envelopes
from moderation.actions import envelopes as actions
from moderation.envelope_forms import EnvelopeForm, open_form
from moderation.forms import DelayForm
from moderation.views import flag as flag_pages
from people import sealing, signing_in
from people.access import leads_only, me, moderators_only
from people.actions import Refused
from people.models import Person
from people.own_forms import ProofForm
from realtime.later import later as _

KEY_GONE = _("It can’t be opened: the key it was sealed with is gone.")

# --- For its owner


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    form = EnvelopeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.seal_envelope(form.cleaned_data, by=me(request))
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, _("Your envelope is sealed."))
            return redirect("envelope")
    return _page(request, form, ProofForm())


@sensitive_post_parameters()
@never_cache
@require_POST
def show(request: HttpRequest) -> HttpResponseBase:
    """What they wrote, to change it; a borrowed phone must not be enough."""
    person = me(request)
    proof = ProofForm(request.POST)
    found = envelopes.of(person)
    if proof.is_valid() and found:
        try:
            signing_in.prove(
                request, person.alias, proof.cleaned_data["old_passphrase"]
            )
            words = sealing.unseal(found.sealed, purpose=envelopes.PURPOSE)
            return _page(request, EnvelopeForm(words=words), ProofForm())
        except Refused as no:
            proof.add_error("old_passphrase", no.words)
        except sealing.Unsealable:
            proof.add_error(
                None, _("It can’t be opened any more. Please write it anew.")
            )
    return _page(request, EnvelopeForm(), proof)


@require_POST
def away(request: HttpRequest) -> HttpResponseBase:
    actions.take_envelope_away(by=me(request))
    messages.success(request, _("Your envelope is gone. Nothing of it is kept."))
    return redirect("envelope")


def _page(request: HttpRequest, form: EnvelopeForm, proof: ProofForm) -> HttpResponse:
    person = me(request)
    shown = {
        "form": form,
        "proof": proof,
        "envelope": envelopes.of(person),
        "openings": envelopes.told_to(person),
    }
    return render(request, "moderation/envelope.html", shown)


# --- For the desk


@moderators_only
@require_POST
def ask(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = open_form(person, request.POST)
    if form.is_valid():
        reason, delay = form.cleaned_data["reason"], form.given_delay()
        try:
            actions.ask_to_open(found, by=person, reason=reason, delay=delay)
        except Refused as no:
            if no.field is None:
                return flag_pages.conflict(request, found, no)
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "A colleague is asked to agree.")
            return flag_pages.go_on(request, found)
    return flag_pages.show(request, found, envelope_form=form)


@moderators_only
@never_cache
@require_POST
def read(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    """Answers the form with the words themselves, so that no address shows them."""
    person = me(request)
    found = access.flag_for(person, flag_id)
    try:
        envelope = actions.read_envelope(found, by=person)
        words = sealing.unseal(envelope.sealed, purpose=envelopes.PURPOSE)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    except sealing.Unsealable:
        return flag_pages.conflict(request, found, Refused(KEY_GONE))
    shown = {"flag": found, "lines": _lines(envelope.person, words)}
    return render(request, "moderation/envelope_read.html", shown)


def _lines(owner: Person, words: dict[str, str]) -> list[tuple[str, str]]:
    named = [(label, words.get(name, "")) for name, label in envelopes.FIELDS.items()]
    return [(label, said) for label, said in named if said]


@leads_only
@require_POST
def tell(request: HttpRequest, opening_id: int) -> HttpResponseBase:
    lead = me(request)
    try:
        actions.tell_of_opening(access.opening_for(lead, opening_id), by=lead)
    except Refused as no:
        messages.info(request, no.words)
    else:
        messages.success(request, "They have been told.")
    return redirect("moderation")


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: HttpRequest, opening_id: int) -> HttpResponseBase:
    lead = me(request)
    found = access.opening_for(lead, opening_id)
    form = DelayForm(request.POST or None)
    if form.is_valid():
        try:
            actions.delay_opening(found, by=lead, delay=form.delay())
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "Their owner is not told for now.")
            return redirect("moderation")
    shown = {"opening": found, "form": form}
    return render(request, "moderation/opening_delay.html", shown)
