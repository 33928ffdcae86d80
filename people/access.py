"""Who may come in: role doors for views, second factors, and the one door to a person."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from people.aliases import alias_key
from people.models import Invitation, Person

View = Callable[..., HttpResponseBase]


def is_verified(session: SessionBase, person: Person) -> bool:
    """Whether this session may act as staff: a second factor was shown, where one is asked."""
    if not settings.STAFF_SECOND_FACTOR or not person.is_staff_member:
        return True
    device_id = session.get(DEVICE_ID_SESSION_KEY)
    device = Device.from_persistent_id(device_id) if device_id else None
    return bool(device and device.confirmed and device.user_id == person.pk)


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
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': wanted})}")


def person_with_alias(alias: str) -> Person | None:
    """For the doors where people prove who they are; says nothing to anybody else."""
    return Person.objects.filter(alias_key=alias_key(alias)).first()


def person_for(lead: Person, person_id: int) -> Person:
    """Anyone, for a safeguarding lead; nobody, for everybody else."""
    if not lead.is_lead:
        raise Http404
    return get_object_or_404(Person, pk=person_id)


def invitation_for(coordinator: Person, invitation_id: int) -> Invitation:
    if not coordinator.is_coordinator:
        raise Http404
    return get_object_or_404(Invitation, pk=invitation_id)
