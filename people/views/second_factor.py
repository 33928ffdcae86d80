"""The second factor of staff: showing it, and setting it up."""

import segno
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import default_key

from people import access, actions, authenticator, signing_in
from people.models import Person
from people.own_forms import SecondFactorForm, SetUpForm
from people.views.door import wanted

SET_UP = "people.second_factor"  # the salt of a signed key
SET_UP_LASTS = 60 * 60
WRONG = "Those digits do not match. Wait for the next ones, and try those."


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponseBase:
    person = _staff(request)
    if not access.has_device(person):
        return _to_set_up(request)
    form = SecondFactorForm(request.POST or None)
    if form.is_valid():
        device = actions.verify_second_factor(person, form.cleaned_data["code"])
        if device:
            signing_in.raise_up(request, device)
            return redirect(wanted(request))
        form.add_error("code", _why_not(person))
    page = {"form": form, "next": wanted(request, "")}
    return render(request, "people/second_factor.html", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor_set_up(request: HttpRequest) -> HttpResponseBase:
    """The key waits in the form, signed, and is kept once its first number is right."""
    person = _staff(request)
    if access.has_device(person) and not access.has_shown_device(
        request.session, person
    ):
        return access.ask_second_factor(request)
    form = SetUpForm(request.POST or None)
    key = _read_key(person, request.POST.get("key", "")) or default_key()
    if form.is_valid():
        device = actions.add_second_factor(person, key, form.cleaned_data["code"])
        if device:
            signing_in.raise_up(request, device)
            return redirect(wanted(request))
        form.add_error("code", WRONG)
    return render(
        request, "people/second_factor_set_up.html", _page(request, form, key)
    )


def _staff(request: HttpRequest) -> Person:
    person = access.me(request)
    if not person.is_staff_member:
        raise Http404
    return person


def _to_set_up(request: HttpRequest) -> HttpResponseBase:
    return access.redirect_with_next("second_factor_set_up", wanted(request))


def _page(request: HttpRequest, form: SetUpForm, key: str) -> dict[str, object]:
    person = access.me(request)
    address = authenticator.address(key, person.alias, settings.COMMUNITY_NAME)
    return {
        "form": form,
        "next": wanted(request, ""),
        "key": signing.dumps([person.pk, key], salt=SET_UP),
        "key_in_words": authenticator.key_in_letters(key),
        "drawing": segno.make(address, error="m").svg_data_uri(scale=5, light="white"),
    }


def _read_key(person: Person, signed: str) -> str | None:
    try:
        owner, key = signing.loads(signed, salt=SET_UP, max_age=SET_UP_LASTS)
    except signing.BadSignature:
        return None
    return key if owner == person.pk else None


def _why_not(person: Person) -> str:
    until = access.device_waits_until(person)
    if until is None:
        return WRONG
    seconds = max(1, int((until - timezone.now()).total_seconds()) + 1)
    return f"Those digits do not match. You can try again in {seconds} seconds."
