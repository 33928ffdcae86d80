"""The one door to what waits in threads: for a coordinator, or 404."""

from django.db.models import Q, QuerySet
from django.http import Http404

from people.models import Person
from rooms import waiting
from rooms.models import Message


def held_in_threads(coordinator: Person) -> QuerySet[Message]:
    """What waits for a coordinator; never what was written to or by themselves."""
    if not coordinator.is_coordinator:
        raise Http404
    pair = Q(room__mentorship__mentor=coordinator)
    pair |= Q(room__mentorship__mentee=coordinator)
    held = waiting.for_coordinators().exclude(pair)
    people = ("room__mentorship__mentor", "room__mentorship__mentee")
    return held.select_related("author", *people)


def held_in_thread_for(coordinator: Person, message_id: int) -> Message:
    found = held_in_threads(coordinator).filter(pk=message_id).first()
    if found is None:
        raise Http404
    return found
