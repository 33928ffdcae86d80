"""The real thing that the model is held against: people, places, and what followers get."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import Http404

from chatserver.management.commands.bench_people import make_people
from moderation.models import Flag
from people.actions import Refused
from people.models import Person, Role
from prove.stateful.model import IN, Model, Place
from realtime import drift, revocations, streams
from realtime.models import Revocation, Stream
from realtime.sources import Refusal
from rooms import actions
from rooms import streams as rooms
from rooms.models import Membership, Room

GONE = "404"


class World:
    """Four peers, a mentor, two moderators and a lead; a room and a thread."""

    def __init__(self) -> None:
        mark = secrets.token_hex(4)
        self.peers = make_people(4, Role.PEER)
        self.mentor = make_people(1, Role.MENTOR)[0]
        self.moderators = make_people(2, Role.MODERATOR)
        self.lead = make_people(1, Role.LEAD)[0]
        streams.begin("flags")
        room = actions.open_room(by=None, name=f"Room {mark}", needs_cover=False)
        for person in self.peers[:2]:
            actions.join_room(room, by=person)
        pair = [self.peers[0], self.mentor]
        thread = actions.open_private_room(Room.Kind.THREAD, f"Thread {mark}", pair)
        self.rooms = {place.pk: place for place in (room, thread)}
        self.people = {p.pk: p for p in [*self.peers, self.mentor, *self.moderators]}
        self._cursors = dict.fromkeys(self.rooms, 0)
        self._revocation = newest_revocation()

    def model(self) -> Model:
        return Model(
            {
                pk: Place(
                    room.is_open_to_all,
                    dict.fromkeys(
                        Membership.objects.filter(room=room).values_list(
                            "person", flat=True
                        ),
                        IN,
                    ),
                )
                for pk, room in self.rooms.items()
            }
        )

    # --- What followers get

    def caught_up(self, room: int) -> list[dict[str, object]]:
        """What a follower who was up to date is handed now."""
        stream = self.rooms[room].stream
        cursor = self._cursors[room]
        found = rooms.changes({stream: cursor}, 1_000)[stream]
        self._cursors[room] = tip(stream)
        return [gist(row.data) for row in found]

    def from_the_beginning(self, room: int) -> list[dict[str, object]]:
        stream = self.rooms[room].stream
        return [gist(r.data) for r in rooms.changes({stream: 0}, 10_000)[stream]]

    def newly_revoked(self) -> list[tuple[int, int]]:
        found, _ = revocations.since(drift.now())
        new = [r for r in found if r.pk > self._revocation]
        self._revocation = max([self._revocation, *(r.pk for r in new)])
        return [(r.person, rooms.room_id(r.stream) or 0) for r in new]


def gist(row: dict[str, Any]) -> dict[str, object]:
    hung = row.get("reactions", {})
    return {
        "id": row["id"],
        "seq": row["seq"],
        "position": row["position"],
        "author": row["author"]["id"],
        "body": row["body"],
        "state": row["state"],
        "edited": row.get("edited", False),
        "reactions": sorted((kind, p) for kind, who in hung.items() for p, _ in who),
    }


def tip(stream: str) -> int:
    return Stream.objects.get(name=stream).position


def newest_revocation() -> int:
    newest = Revocation.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def newest_flag(message: int) -> Flag | None:
    return Flag.objects.filter(message=message).order_by("-pk").first()


def outcome(call: Callable[[], Any]) -> Any:
    """What a door or an action answers: "404", a refusal's code, or what it returned."""
    try:
        answer = call()
    except Http404:
        return GONE
    except Refused:
        return "refused"
    return answer.code if isinstance(answer, Refusal) else answer


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)
