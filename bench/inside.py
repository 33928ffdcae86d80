"""Fills and asks Alongside's database with the models, in a process of its own; JSON.

python -m bench.inside staff | seats SOCKETS SIZE ROOMS PROCESSES
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  after the apps are loaded

from chatserver.management.commands import bench_people  # noqa: E402
from people.models import Person, Role  # noqa: E402
from realtime import streams  # noqa: E402
from rooms.models import Membership, Room  # noqa: E402


def staff() -> None:
    """Whoever is told of flags."""
    streams.begin("flags")
    bench_people.make_people(2, Role.MODERATOR)
    bench_people.make_people(1, Role.LEAD)


def seats(sockets: int, size: int, rooms: int, processes: int) -> list[str]:
    """A line for each socket: which process, its cookie, its rooms."""
    with transaction.atomic():
        people = bench_people.make_people(sockets, Role.PEER)
        made = Room.objects.bulk_create(
            Room(name=f"bench {size} {n}", kind=Room.Kind.ROOM, needs_cover=False)
            for n in range(rooms)
        )
        for room in made:
            streams.begin(room.stream)
        taken = [(seat % sockets, made[seat // size]) for seat in range(size * rooms)]
        Membership.objects.bulk_create(
            Membership(room=room, person=people[who]) for who, room in taken
        )
        cookies = bench_people.open_sessions(iter(people))
    settle()
    return lines(people, cookies, taken, processes)


def lines(
    people: list[Person],
    cookies: list[str],
    taken: list[tuple[int, Room]],
    processes: int,
) -> list[str]:
    rooms: dict[int, list[str]] = {}
    for who, room in taken:
        rooms.setdefault(who, []).append(str(room.pk))
    return [
        f"{who % processes} {cookies[who]} {','.join(rooms[who])}"
        for who in range(len(people))
        if who in rooms
    ]


def settle() -> None:
    """What autovacuum does in its own time: a planner that knows how much there is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    command, *numbers = sys.argv[1:]
    commands: dict[str, Callable[..., Any]] = {"staff": staff, "seats": seats}
    json.dump(commands[command](*map(int, numbers)), sys.stdout)


if __name__ == "__main__":
    main()
