"""Calling members by name: whom a text means, and a quiet word to them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from people import actions as people
from people import inbox
from people.aliases import alias_key
from people.models import Notice, Person
from people.said import said
from realtime import streams
from rooms import mentions
from rooms.hiding import Hidden
from rooms.mentions import Mentions
from rooms.models import Message, Room

NOBODY: Mapping[int, Mentions] = {}
CALLED = gettext_noop("%(alias)s wrote to you in %(room)s.")


def find_called(texts: Sequence[tuple[int, str]]) -> list[Mentions]:
    """For each (room, text) the members that it calls by name; asks once for all."""
    calls = [mentions.calls(text) for _, text in texts]
    if not any(calls):
        return [[] for _ in texts]
    keys = {alias_key(name) for names in calls for call in names for name in call}
    rooms = {room for (room, _), names in zip(texts, calls, strict=True) if names}
    members = _members(rooms, keys)
    return [
        _called(room, names, members)
        for (room, _), names in zip(texts, calls, strict=True)
    ]


def _members(rooms: set[int], keys: set[str]) -> dict[tuple[int, str], int]:
    """{(room, key): person}: only members of a room can be called there."""
    found = Person.objects.filter(
        Q(memberships__left_at=None, memberships__removed_at=None),
        memberships__room__in=rooms,
        memberships__room__kind=Room.Kind.ROOM,
        alias_key__in=keys,
        is_active=True,
    )
    return {
        (room, key): person
        for room, key, person in found.values_list(
            "memberships__room", "alias_key", "pk"
        )
    }


def _called(
    room: int, calls: list[list[str]], members: dict[tuple[int, str], int]
) -> Mentions:
    found: dict[int, str] = {}
    for names in calls:
        for name in names:
            person = members.get((room, alias_key(name)))
            if person is not None:
                found.setdefault(person, name)
                break
    named: list[list[int | str]] = [[person, name] for person, name in found.items()]
    return named[: mentions.MOST]


@contextmanager
def telling(
    messages: Sequence[Message], *, before: Mapping[int, Mentions] = NOBODY
) -> Iterator[None]:
    """Tells whom messages call, and were not told before; in a change.

    What follows inside may tell the authors: all these inboxes are locked first, in one
    order, so that no two processes wait for each other. What has no place in its room
    yet calls nobody.
    """
    calling = [m for m in messages if m.mentions and m.seq]
    called = {m: _others(m, before.get(m.pk, ())) for m in calling}
    persons = {person for persons in called.values() for person in persons}
    if not persons:
        yield
        return
    persons |= {message.author_id for message in messages}
    with streams.moving({inbox.stream_of(person) for person in persons}):
        for message, theirs in called.items():
            _tell_all(message, theirs)
        yield


def _tell_all(message: Message, called: set[int]) -> None:
    """A quiet word to each, once until they have looked.

    Who has muted the author or a word of it is not told: it is folded for them.
    """
    for person in Person.objects.filter(pk__in=called).order_by("pk"):
        is_told = _waits_already(person, message.room_id)
        if not is_told and not Hidden.of(person).why(message.author_id, message.body):
            _tell(person, message)


def _others(message: Message, before: Mentions) -> set[int]:
    told = {message.author_id, *(person for person, _ in before)}
    return {int(person) for person, _ in message.mentions} - told


def _waits_already(person: Person, room: int) -> bool:
    """One word for a room is enough, however often somebody is called there."""
    waiting = Notice.objects.filter(person=person, kind="mention", seen_at=None)
    return waiting.filter(link__startswith=reverse("room", args=[room])).exists()


def _tell(person: Person, message: Message) -> None:
    words = said(CALLED, alias=message.author.alias, room=message.room.name)
    link = f"{reverse('room', args=[message.room_id])}#m{message.pk}"
    people.notify(person, kind="mention", words=words, link=link)
