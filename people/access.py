"""Who may come in: role doors for views, second factors, and the one door to a person."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from people.aliases import alias_key
from people.mail_models import Mailbox
from people.models import Invitation, Person, Role
from people.push_models import Subscription

View = Callable[..., HttpResponseBase]


def me(request: HttpRequest) -> Person:
    """Whoever is signed in, on a page that asks for it."""
    person = request.user
    if not person.is_authenticated:
        raise Http404
    return person


def is_verified(session: SessionBase, person: Person) -> bool:
    """Whether this session may act as staff: a second factor was shown, where one is asked."""
    if not settings.STAFF_SECOND_FACTOR or not person.is_staff_member:
        return True
    return has_shown_device(session, person)


def has_shown_device(session: SessionBase, person: Person) -> bool:
    device_id = session.get(DEVICE_ID_SESSION_KEY)
    # On a page, the middleware of django-otp has looked it up already.
    device = getattr(person, "otp_device", None) if device_id else None
    if device is None and device_id:
        device = Device.from_persistent_id(device_id)
    return bool(device and device.confirmed and device.user_id == person.pk)


def has_device(person: Person) -> bool:
    return TOTPDevice.objects.filter(user=person, confirmed=True).exists()


def device_waits_until(person: Person) -> datetime | None:
    """When the next number may be tried, after wrong ones."""
    device = TOTPDevice.objects.filter(user=person, confirmed=True).first()
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return None if allowed or why is None else why["locked_until"]


def _only(is_one: Callable[[Person], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            person = request.user
            if not person.is_authenticated or not is_one(person):
                raise Http404
            if not is_verified(request.session, person):
                return ask_second_factor(request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


staff_only = _only(lambda person: person.is_staff_member)
moderators_only = _only(lambda person: person.is_moderator)
coordinators_only = _only(lambda person: person.is_coordinator)
leads_only = _only(lambda person: person.is_lead)


def ask_second_factor(request: HttpRequest) -> HttpResponseBase:
    """Sends staff to show their second factor, and back to the page they wanted."""
    wanted = request.get_full_path() if request.method == "GET" else "/"
    return redirect_with_next("second_factor", wanted)


def redirect_with_next(name: str, wanted: str) -> HttpResponseBase:
    return redirect(f"{reverse(name)}?{urlencode({'next': wanted})}")


def person_with_alias(alias: str) -> Person | None:
    """For the doors where people prove who they are; says nothing to anybody else."""
    return Person.objects.filter(alias_key=alias_key(alias)).first()


def person_for(lead: Person, person_id: int) -> Person:
    """Anyone, for a safeguarding lead; nobody, for everybody else."""
    if not lead.is_lead:
        raise Http404
    everyone = Person.objects.filter(left_at=None).exclude(role=Role.HOST)
    return get_object_or_404(everyone, pk=person_id)


def people_leaving() -> QuerySet[Person]:
    """For the clock: those whose week is over, also where not all is forgotten yet."""
    return Person.objects.filter(leaves_at__lte=timezone.now())


def people_for(coordinator: Person, alias: str) -> QuerySet[Person]:
    """Everyone, or those whose alias looks like this one, for who runs the place."""
    if not coordinator.is_coordinator:
        raise Http404
    here = Person.objects.filter(is_canary=False, left_at=None)
    everyone = here.exclude(role=Role.HOST)
    everyone = everyone.order_by("alias_key")
    return everyone.filter(alias_key__contains=alias_key(alias)) if alias else everyone


def invitations_for(coordinator: Person) -> QuerySet[Invitation]:
    """Those that still work, newest first."""
    if not coordinator.is_coordinator:
        raise Http404
    working = Invitation.objects.filter(uses_left__gt=0, expires_at__gt=timezone.now())
    return working.select_related("made_by").order_by("-made_at")


def invitation_for(coordinator: Person, invitation_id: int) -> Invitation:
    if not coordinator.is_coordinator:
        raise Http404
    return get_object_or_404(Invitation, pk=invitation_id)


def subscriptions_of(person: Person) -> QuerySet[Subscription]:
    """The devices on which somebody is told, newest first."""
    return person.subscriptions.order_by("-made_at", "-pk")


def subscription_of(person: Person, subscription_id: int) -> Subscription:
    return get_object_or_404(
        Subscription.objects.select_related("person"), person=person, pk=subscription_id
    )


def mailbox_of(person: Person) -> Mailbox | None:
    """The address that somebody gave for reminders; for nobody else."""
    return Mailbox.objects.filter(person=person).first()


def has_codes(person: Person) -> bool:
    """Recovery codes that work still."""
    return person.recovery_codes.filter(used_at=None).exists()


def is_reminded_by_mail(person: Person) -> bool:
    return Mailbox.objects.filter(person=person, confirmed_at__isnull=False).exists()
