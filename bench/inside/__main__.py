"""Fills and asks Alongside's database with the models, in a process of its own; JSON.

python -m bench.inside staff | seats SOCKETS SIZE ROOMS PROCESSES | history N | pages
    | screening | costs
"""

import json
import sys
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from bench import costs, pages, reading
from chatserver.management.commands import bench_people
from moderation.models import Verdict
from people.models import Person, Role
from realtime import streams
from rooms import actions
from rooms.models import Membership, Message, Room
from rooms.posting import Stored


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


def history(messages: int) -> dict[str, Any]:
    """A room with so many messages: one that was really posted, and its copies."""
    [(person, room)] = bench_people.make_members(1, f"bench history {messages}")
    [cookie] = bench_people.open_sessions(iter([person]))
    body = "Thank you for asking. The walk did help a little in the end."
    said = actions.post(room.pk, by=person, body=body, cid=uuid.uuid4())
    assert isinstance(said, Stored), said
    copies = {"cid": "gen_random_uuid()", "seq": "n", "position": "n"}
    series = f"generate_series(2, {messages}) n"
    new = f"rooms_message n ON n.room_id = {room.pk} AND n.id <> {said.id}"
    statements = [
        "SET statement_timeout = 0",
        copied(Message, f"JOIN {series} ON true", said.id, copies),
        copied(Verdict, f"JOIN {new}", said.id, {"message_id": "n.id"}),
        f"UPDATE realtime_stream SET position = {messages}, length = {messages}"
        f" WHERE name = '{room.stream}'",
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    settle()
    return {"room": room.pk, "cookie": cookie, "position": messages}


def copied(
    model: type[Message | Verdict], beside: str, of: int, other: dict[str, str]
) -> str:
    """Copies a row as often as it meets what stands beside it, with some other values."""
    columns = [str(f.column) for f in model._meta.concrete_fields if f.column != "id"]
    key = "id" if model is Message else "message_id"
    values = [other.get(column, f"m.{column}") for column in columns]
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
        f" FROM {table} m {beside} WHERE m.{key} = {of}"
    )


def settle() -> None:
    """What autovacuum does in its own time: a planner that knows how much there is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    command, *numbers = sys.argv[1:]
    commands: dict[str, Callable[..., Any]] = {
        "staff": staff,
        "seats": seats,
        "history": history,
        "pages": lambda: pages.measure(history(60)),
        "screening": reading.measure,
        "costs": lambda: costs.measure(history(300)),
    }
    json.dump(commands[command](*map(int, numbers)), sys.stdout)


if __name__ == "__main__":
    main()
