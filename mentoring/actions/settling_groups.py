"""What every change of a group needs: its locks, its people, and telling them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.models import QuerySet
from django.urls import reverse

from mentoring.group_models import Group, Place
from people import inbox, standing
from people.actions import Refused, notify
from people.models import Person, Role
from realtime import streams
from realtime.later import later as _

BUSY = _("You have another session then.")


@contextmanager
def settling(group: Group, people: Sequence[int]) -> Iterator[Group]:
    """Locks its rooms and these inboxes, then reads it again: the last place is one place."""
    ids, parts = {group.host_id, *people}, _parts(group)
    names = [group.room.stream, *parts, *map(inbox.stream_of, ids)]
    with streams.moving(names):
        standing.hold(ids)
        # Rooms are locked before inboxes, so one that is new must not be met here.
        if _parts(group) - parts:
            raise Refused(_("It has just parted. Please look again."))
        yield Group.objects.select_related("host", "room").get(pk=group.pk)


def _parts(group: Group) -> set[str]:
    going_on = group.small_circles.filter(ended_at=None).select_related("room")
    return {part.room.stream for part in going_on}


def people_of(group: Group) -> list[int]:
    """Its host, and all with a place or waiting for one."""
    here = group.taken.exclude(state=Place.State.LEFT).values_list("person", flat=True)
    return [group.host_id, *here]


def staff() -> QuerySet[Person]:
    roles = [Role.MODERATOR, Role.COORDINATOR, Role.LEAD]
    return Person.objects.filter(role__in=roles, is_active=True)


def tell_of_group(people: Iterable[Person], group: Group, words: str) -> None:
    link = reverse("group", args=[group.pk])
    for one in inbox.in_order(people):
        notify(one, kind="session", words=words, link=link)
