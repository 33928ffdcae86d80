"""The one door to threads of mentor and coordinators: never for the mentee they are about."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentoring.models import Mentorship, Support, Worry
from people.models import Person


def mentorship_with_support(person: Person, room_id: int) -> Mentorship:
    """The mentorship of a thread, for its mentor or a coordinator who is not its mentee."""
    found = Mentorship.objects.filter(_may_join(person), room__pk=room_id)
    one = found.exclude(mentee=person).select_related("mentor", "mentee").first()
    if one is None:
        raise Http404
    return one


def support_for(person: Person, room_id: int) -> Support:
    """The thread with this room, for who is in it."""
    found = Support.objects.filter(
        room__pk=room_id,
        room__memberships__person=person,
        room__memberships__left_at=None,
        room__memberships__removed_at=None,
    ).exclude(mentorship__mentee=person)
    one = found.select_related("room", "mentorship__mentor", "mentorship__mentee")
    support = one.first()
    if support is None:
        raise Http404
    return support


def worry_for(coordinator: Person, worry_id: int) -> Worry:
    return get_object_or_404(worries_for(coordinator), pk=worry_id)


def worries_for(coordinator: Person) -> QuerySet[Worry]:
    """Those that nobody has closed, the longest waiting first; never one's own story."""
    if not coordinator.is_coordinator:
        raise Http404
    open_ones = Worry.objects.filter(closed_at=None).exclude(
        support__mentorship__mentee=coordinator
    )
    people = ("support__mentorship__mentor", "support__mentorship__mentee")
    return open_ones.select_related(*people, "by", "taken_by")


def _may_join(person: Person) -> Q:
    return Q() if person.is_coordinator else Q(mentor=person)
