"""Coming in and going out: signing in, joining, recovering, signing out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people import actions, languages, signing_in
from people.actions.refusal import Refused, TooOften
from people.forms import RecoverForm, SignInForm, SignUpForm
from people.models import Person
from people.zones import is_zone

# Everything that a page stored on this device goes when someone signs out.
CLEARED = '"cache", "cookies", "storage"'


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    form = SignInForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            person = signing_in.prove(request, **form.cleaned_data)
            signing_in.begin(request, person)
            return redirect(wanted(request))
        except Refused as no:
            status = show(no, form)
    page = {"form": form, "next": wanted(request, "")}
    return render(request, "people/sign_in.html", page, status=status)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponseBase:
    form = SignUpForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            signing_in.begin(request, _join(request, form))
            return redirect("recovery_codes")
        except Refused as no:
            status = show(no, form)
    page = {"form": form, "needs_invitation": settings.SIGN_UP == "invitation"}
    return render(request, "people/sign_up.html", page, status=status)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponseBase:
    form = RecoverForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            person = signing_in.recover(request, **form.cleaned_data)
            signing_in.begin(request, person)
            return redirect("home")
        except Refused as no:
            status = show(no, form)
    return render(request, "people/recover.html", {"form": form}, status=status)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also for a second tap: the first may have signed out, and its answer been lost."""
    signing_in.end(request)
    response = redirect(languages.spoken(reverse("sign_in")))
    response["Clear-Site-Data"] = CLEARED
    return response


def wanted(request: HttpRequest, otherwise: str = "/") -> str:
    """The page that somebody was on their way to, if it is one of ours."""
    url: str = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours and url.startswith("/") else otherwise


def show(no: Refused, form: SignInForm | SignUpForm | RecoverForm) -> int:
    """Puts a refusal on its form; gives the status to answer with."""
    form.add_error(no.field if no.field in form.fields else None, no.words)
    return 429 if isinstance(no, TooOften) else 200


def _join(request: HttpRequest, form: SignUpForm) -> Person:
    given, tries = form.cleaned_data, signing_in.sign_up_tries(request)
    signing_in.take_place("sign_up", tries, within=signing_in.HOUR)
    try:
        return _register(request, form)
    except Refused as no:
        return signing_in.is_done(request, given["alias"], given["passphrase"], no)


def _register(request: HttpRequest, form: SignUpForm) -> Person:
    given = form.cleaned_data
    zone = request.COOKIES.get("zone", "")
    return actions.register(
        given["alias"],
        given["passphrase"],
        invitation=given.get("invitation"),
        is_adult=given.get("is_adult", False),
        time_zone=zone if is_zone(zone) else "",
    )
