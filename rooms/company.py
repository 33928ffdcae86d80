"""Who else is here, as far as they have chosen to be seen; between two, always."""

from collections.abc import Iterable
from typing import Any

from people.models import Person
from realtime import roster
from rooms.models import Room

Values = dict[str, Any]
Here = dict[int, str]  # {person id: alias}

# More names than this are no company, and every change of them goes to everybody.
MOST_NAMED = 20


def others_here(person: Person, room: Room) -> list[Values]:
    """Who else is here now, for one reader."""
    return _listed(here_beside(person, room, others_in(person, room)))


def here_beside(person: Person, room: Room, others: Here) -> Here:
    """The same as {id: alias}; others are the two of a thread, and empty for a room."""
    followers = roster.followers(room.stream) - {person.pk}
    if room.kind == Room.Kind.ROOM:
        return _choosers(followers)
    return {i: alias for i, alias in others.items() if i in followers}


def others_in(person: Person, room: Room) -> Here:
    """The other's id and alias, between two; in a room nobody."""
    if room.kind == Room.Kind.ROOM:
        return {}
    others = room.memberships.filter(left_at=None, removed_at=None).exclude(
        person=person
    )
    return dict(others.values_list("person", "person__alias"))


def shown(rooms: Iterable[Room], here: dict[str, Here]) -> dict[str, list[Values]]:
    """By stream, what everybody there may see of who is there."""
    choosers = all_choosers()
    return {
        room.stream: _listed(
            {
                person: alias
                for person, alias in here[room.stream].items()
                if room.kind != Room.Kind.ROOM or person in choosers
            }
        )
        for room in rooms
    }


def all_choosers() -> frozenset[int]:
    """Everybody who chose to be seen: few, and read every two seconds by one index."""
    chosen = Person.objects.filter(shows_presence=True)
    return frozenset(chosen.values_list("pk", flat=True))


def _choosers(followers: set[int]) -> Here:
    if not followers:
        return {}
    chosen = Person.objects.filter(pk__in=followers, shows_presence=True)
    return dict(chosen.order_by("alias_key").values_list("pk", "alias")[:MOST_NAMED])


def _listed(here: Here) -> list[Values]:
    named = sorted(here.items(), key=lambda one: (one[1].casefold(), one[0]))
    return [{"id": person, "alias": alias} for person, alias in named[:MOST_NAMED]]
