"""What is one's own: settings, recovery codes, second factor, notices, and an avatar."""

from datetime import timedelta

from django.contrib import auth, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people import access, actions, avatars, languages, mailing, signing_in
from people.access import me
from people.actions.refusal import Refused
from people.choosing import id_of
from people.models import Person
from people.own_forms import PassphraseForm, PreferencesForm, ProofForm
from people.views import gone
from realtime.later import later as _

NOTICES_SHOWN = 50
JUST_JOINED = timedelta(hours=1)


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    form = PreferencesForm(request.POST or None, person=person)
    if form.is_valid():
        actions.change_preferences(person, **form.cleaned_data)
        with languages.in_language_of(person):
            messages.success(request, gettext("Your settings are saved."))
        return redirect("settings")
    return _settings_page(request, form, PassphraseForm(person=person))


@require_POST
def text_only(request: HttpRequest) -> HttpResponse:
    """One tap, offered to who saves data."""
    actions.change_preferences(me(request), text_only=True)
    messages.success(
        request, _("Pictures are left out. Your settings bring them back.")
    )
    return redirect("home")


@sensitive_post_parameters()
@require_POST
def change_passphrase(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    form = PassphraseForm(request.POST, person=person)
    if form.is_valid():
        try:
            signing_in.prove(request, person.alias, form.cleaned_data["old_passphrase"])
        except Refused as no:
            form.add_error("old_passphrase", _about_passphrase(no))
        else:
            actions.change_passphrase(
                person, form.cleaned_data["passphrase"], by=person
            )
            auth.update_session_auth_hash(request, person)
            messages.success(request, _("Your new passphrase is set."))
            return redirect("settings")
    return _settings_page(request, PreferencesForm(person=person), form)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Answers the form with the codes themselves: they are shown once, and kept nowhere."""
    person = me(request)
    must_prove = _must_prove(person)
    # A phone that loads the page of codes anew sends what asked for them, and no proof.
    proof = request.POST if "old_passphrase" in request.POST else None
    form = ProofForm(proof) if must_prove else None
    if request.method == "POST" and (form is None or is_proven(request, person, form)):
        codes = actions.make_recovery_codes(person, by=person)
        return render(request, "people/recovery_codes.html", {"codes": codes})
    return render(request, "people/recovery_codes.html", {"form": form})


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    if request.method == "POST":
        shown = map(id_of, request.POST.getlist("notice"))
        actions.mark_notices_seen(person, shown=list(shown))
        # The page they were on, for older ones may wait behind it.
        return redirect(request.get_full_path())
    found = person.notices.order_by("-at", "-pk")
    page = Paginator(found, NOTICES_SHOWN).get_page(request.GET.get("page"))
    unseen = any(notice.seen_at is None for notice in page)
    return render(request, "people/notices.html", {"page": page, "has_unseen": unseen})


@require_GET
@cache_control(private=True, max_age=86_400)
def avatar(request: HttpRequest, person_id: int) -> HttpResponse:
    """Drawn for any number, so that it never says who exists."""
    alias = (
        Person.objects.filter(pk=person_id).values_list("alias_key", flat=True).first()
    )
    drawing = avatars.draw(alias or f"nobody:{person_id}")
    return HttpResponse(drawing, content_type="image/svg+xml")


def _settings_page(
    request: HttpRequest, preferences: PreferencesForm, passphrase: PassphraseForm
) -> HttpResponse:
    page = {
        "form": preferences if preferences.errors else passphrase,
        "preferences": preferences,
        "passphrase": passphrase,
        "form_of": gone.form_of(me(request), gone.RENEWAL),
        "hides_heavy": me(request).hides_heavy(),
        "has_codes": access.has_codes(me(request)),
        # Where no mail goes out now, an address can still be taken away.
        "offers_mail": mailing.is_set_up() or access.mailbox_of(me(request)),
    }
    return render(request, "people/settings.html", page)


def _must_prove(person: Person) -> bool:
    """Codes open the account, so a borrowed phone must not be enough to make them."""
    is_new = person.joined_at > timezone.now() - JUST_JOINED
    return not is_new or person.recovery_codes.exists()


def is_proven(request: HttpRequest, person: Person, form: ProofForm) -> bool:
    if not form.is_valid():
        return False
    try:
        signing_in.prove(request, person.alias, form.cleaned_data["old_passphrase"])
    except Refused as no:
        form.add_error("old_passphrase", _about_passphrase(no))
        return False
    return True


def _about_passphrase(no: Refused) -> str:
    return (
        _("That is not your passphrase.") if no.words == signing_in.WRONG else no.words
    )
