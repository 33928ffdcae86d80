"""Asks and fills the database with the models, in a process of its own; answers JSON.

python -m prove.inside people ROOMS MEMBERS MODERATORS | quiet ROOM | log |
breed SEED NUMBER | bans
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

from chatserver.management.commands import bench_people
from moderation import flags
from moderation.models import Verdict
from people import actions
from people.models import Person, Role
from prove import guided
from realtime import streams
from rooms.models import Message, Room


def people(rooms: int, members: int, moderators: int) -> list[dict[str, Any]]:
    """Signed-in members of each room, and moderators, who follow the flag board."""
    with transaction.atomic():
        streams.begin("flags")
        seats = [
            (person, room.stream)
            for number in range(rooms)
            for person, room in bench_people.make_members(members, f"prove {number}")
        ]
        staff = bench_people.make_people(moderators, Role.MODERATOR)
        seats += [(person, "flags") for person in staff]
        seats += [(lead, "me") for lead in bench_people.make_people(1, Role.LEAD)]
        cookies = bench_people.open_sessions(person for person, _ in seats)
    return [
        {"cookie": cookie, "person": person.pk, "stream": stream}
        for (person, stream), cookie in zip(seats, cookies, strict=True)
    ]


def quiet(room: int) -> bool:
    """From now on what is said there waits for a moderator."""
    return bool(Room.objects.filter(pk=room).update(needs_cover=True))


def log() -> dict[str, Any]:
    # Without what the machinery writes to try itself.
    said = Message.objects.exclude(room__kind=Room.Kind.CANARY)
    rows = said.order_by("room", "seq").values_list(
        "room", "id", "seq", "author", "cid", "body"
    )
    return {
        "log": [
            [f"room:{room}", id, seq, author, str(cid), body]
            for room, id, seq, author, cid, body in rows
        ],
        "verdicts": list(Verdict.objects.values_list("message", flat=True)),
        "flags": list(flags.for_people().values_list("message", flat=True)),
    }


def bans() -> None:
    """Reads person ids; answers each with when its ban had committed.

    Nobody is nudged from here: hubs must find out by looking.
    """
    for line in sys.stdin:
        lead = Person.objects.filter(role=Role.LEAD).earliest("pk")
        person = Person.objects.get(pk=int(line))
        actions.suspend_person(person, until=None, by=lead, reason="prove")
        print(time.perf_counter(), flush=True)


def main() -> None:
    command, *numbers = sys.argv[1:]
    if command == "bans":
        bans()
        return
    commands: dict[str, Callable[..., Any]] = {
        "people": people,
        "breed": guided.breed,
        "log": log,
        "quiet": quiet,
    }
    json.dump(commands[command](*map(int, numbers)), sys.stdout)


if __name__ == "__main__":
    main()
