"""The one e-mail address for reminders: given, confirmed by a code, taken away."""

import secrets
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from people import access, actions, mailing
from people.access import me
from people.actions.refusal import Refused
from people.addresses import address_of
from people.mail_forms import AddressForm, CodeForm
from people.mail_models import CODE_LASTS
from people.signing_in import take_place
from realtime.later import later as _

SENT = _("A code is on its way. It can take a few minutes.")
CONFIRMED = _("Reminders come by e-mail from now on.")
REMOVED = _("Your address is gone. No more e-mails will come.")

PAUSE, DAY = timedelta(minutes=3), timedelta(days=1)
CODES_FOR_ONE_PERSON, CODES_TO_ONE_ADDRESS, CODES_FROM_ONE_NETWORK = 5, 3, 20
TRIES_AT_A_CODE = 5


@require_safe
def reminder_mail(request: HttpRequest) -> HttpResponse:
    return _page(request, AddressForm(), CodeForm())


@sensitive_post_parameters()
@require_POST
def give_address(request: HttpRequest) -> HttpResponseBase:
    if not mailing.is_set_up():
        raise Http404
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            _give(request, form.cleaned_data["address"])
        except Refused as no:
            form.add_error("address", no.words)
        else:
            messages.success(request, SENT)
            return redirect("reminder_mail")
    return _page(request, form, CodeForm())


def _give(request: HttpRequest, address: str) -> None:
    """Counted first, so that nobody can be sent mail after mail that they did not want."""
    person = me(request)
    take_place("mail_pause", {f"person:{person.pk}": 1}, within=PAUSE)
    most = {
        f"person:{person.pk}": CODES_FOR_ONE_PERSON,
        f"mailbox:{_where_it_leads(address)}": CODES_TO_ONE_ADDRESS,
        f"address:{address_of(request)}": CODES_FROM_ONE_NETWORK,
    }
    take_place("mail_day", most, within=DAY)
    code = f"{secrets.randbelow(1_000_000):06}"
    actions.give_address(person, address, code, by=person)


def _where_it_leads(address: str) -> str:
    """One mailbox has many spellings: capitals, dots, and what comes after a plus."""
    name, _at, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{domain}"


@sensitive_post_parameters()
@require_POST
def confirm_address(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    form = CodeForm(request.POST)
    if access.is_reminded_by_mail(person):
        return redirect("reminder_mail")
    if form.is_valid():
        try:
            tries = {f"person:{person.pk}": TRIES_AT_A_CODE}
            take_place("mail_code", tries, within=CODE_LASTS)
            actions.confirm_address(person, form.cleaned_data["code"], by=person)
        except Refused as no:
            has_field = access.mailbox_of(person) is not None
            form.add_error("code" if has_field else None, no.words)
        else:
            messages.success(request, CONFIRMED)
            return redirect("reminder_mail")
    return _page(request, AddressForm(), form)


@require_POST
def remove_address(request: HttpRequest) -> HttpResponseBase:
    actions.remove_address(me(request), by=me(request))
    messages.success(request, REMOVED)
    return redirect("reminder_mail")


def _page(request: HttpRequest, address: AddressForm, code: CodeForm) -> HttpResponse:
    shown = {
        "mailbox": access.mailbox_of(me(request)),
        "form": address if address.errors else code,
        "address": address,
        "code": code,
        "is_set_up": mailing.is_set_up(),
    }
    return render(request, "people/reminder_mail.html", shown)
