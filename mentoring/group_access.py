"""The one door to group sessions: any member may read of one; its host and staff see who."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from mentoring.models import Group, Place
from people.models import Person


def groups_ahead(person: Person) -> list[Group]:
    """What is planned or open, soonest first; the same for every member."""
    planned = _all().filter(state=Group.State.PLANNED)
    now = timezone.now()
    return [one for one in planned if now < one.closes_at]


def group_for(person: Person, group_id: int) -> Group:
    found = _all().filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found


def place_of(person: Person, group: Group) -> Place | None:
    found = group.taken.exclude(state=Place.State.LEFT).filter(person=person)
    return found.select_related("small_circle").first()


def held_by(person: Person, group_id: int) -> Group:
    """For its host and coordinators."""
    found = group_for(person, group_id)
    if person.pk != found.host_id and not person.is_coordinator:
        raise Http404
    return found


def list_for(person: Person, group: Group) -> list[Place]:
    """Who has a place and who waits, for who holds the group; others see nobody."""
    if person.pk != group.host_id and not person.is_coordinator:
        return []
    found = group.taken.exclude(state=Place.State.LEFT).select_related("person")
    return list(found.order_by("state", "asked_at", "pk"))


def own_ahead(person: Person) -> list[Group]:
    """What they host, have a place in or wait for, soonest first."""
    here = person.group_places.exclude(state=Place.State.LEFT)
    joined = set(here.values_list("group", flat=True))
    ahead = groups_ahead(person)
    return [one for one in ahead if one.host_id == person.pk or one.pk in joined]


def in_calendar(person: Person) -> list[Group]:
    """What they host or have a place in, from a month ago on."""
    placed = Q(taken__person=person, taken__state=Place.State.TAKEN)
    since = timezone.now() - timedelta(days=31)
    found = _all().filter(Q(host=person) | placed, starts_at__gte=since)
    return list(found.distinct())


def _all() -> QuerySet[Group]:
    found = Group.objects.select_related("host", "room", "host_gone")
    return found.order_by("starts_at", "pk")
