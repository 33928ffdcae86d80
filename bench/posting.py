"""Measures the writer alone: what is stored and screened a second, and what it costs.

python -m bench.posting sqlite|postgres [--rooms 200] [--flight 100] [--posts 20000]

Posts go to the writer of one process as a socket's do, so many of them in flight at
once; "one each" gives every post a commit of its own. Processor time is the writer
thread's: what other programs on the machine do changes it little.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench import stack

# About 120 letters each, as people here write; one in fifty brings a flag.
SAYINGS = [
    "Long day today, but I went for the walk we talked about, and it did help a little in the end.",
    "Thank you for saying that. I read it twice this morning and it made getting up a bit easier.",
    "I didn't sleep much again. Does anyone else find that the hours before four are the worst ones?",
    "My sister came round with soup and we watched the old film about the boat. It was really good.",
    "Work was loud and I hid in the stairwell for ten minutes. Nobody noticed, which is fine by me.",
    "I called the surgery and they gave me a time next week. It took me three days to pick up the phone.",
    "That sounds so hard. You don't have to answer, I only wanted you to know that somebody read it.",
    "Tried the breathing thing from last week on the bus, counting to six. People probably stared at me.",
]
HEAVY = "I can't see a way out of this any more and some nights I think about ending my life."
HEAVY_EACH = 50


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.posting", description=__doc__
    )
    parser.add_argument("stores", choices=["sqlite", "postgres"])
    parser.add_argument("--rooms", type=int, default=200)
    parser.add_argument("--flight", type=int, default=100)
    parser.add_argument("--posts", type=int, default=20_000)
    options = parser.parse_args()
    print(
        json.dumps(
            measure(options.stores, options.rooms, options.flight, options.posts)
        )
    )
    return 0


def measure(stores: str, rooms: int, flight: int, posts: int) -> dict[str, Any]:
    """Must be the first thing a process does with Django."""
    with ExitStack() as kept:
        _set_up(stores, kept)
        seats = _seats(rooms)
        with _writing():
            _run(
                seats, flight, min(posts, 2_000)
            )  # caches fill, statements are prepared
            together = _run(seats, flight, posts)
            alone = _run(seats, flight, posts // 10, one_each=True)
    return {
        "stores": stores,
        "rooms": rooms,
        "flight": flight,
        "together": together,
        "one_each": alone,
    }


def _set_up(stores: str, kept: ExitStack) -> None:
    folder = kept.enter_context(tempfile.TemporaryDirectory(prefix="alongside-bench-"))
    os.environ |= stack.RAISED | {"DEMO": "1", "VAR_DIR": folder}
    if stores == "postgres":
        os.environ["DATABASE_URL"] = kept.enter_context(stack.postgres())
    (Path(folder) / "static").mkdir()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
    from chatserver.sqlite import use_sound_sqlite

    use_sound_sqlite()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _seats(rooms: int) -> list[tuple[int, int]]:
    from chatserver.management.commands import bench_people

    made = [
        seat for n in range(rooms) for seat in bench_people.make_members(5, f"Room {n}")
    ]
    return [(room.pk, person.pk) for person, room in made]


@contextmanager
def _writing() -> Iterator[None]:
    from django.db import connection

    from chatserver import engine
    from realtime import writer

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    writer.begin()
    engine.spare_the_collector()
    try:
        yield
    finally:
        writer.end()


def _run(
    seats: list[tuple[int, int]], flight: int, posts: int, *, one_each: bool = False
) -> dict[str, float]:
    from realtime import writer
    from rooms import posting

    free = threading.Semaphore(flight)
    took: list[float] = []
    failed: list[str] = []
    before, began = writer.submit(time.thread_time).result(), time.perf_counter()
    for number in range(posts):
        room, person = seats[number * 7 % len(seats)]
        fields = {"cid": str(uuid.uuid4()), "body": _saying(number)}
        wish = posting.clean_post(room, person, fields)
        free.acquire()
        if failed:
            break
        landed = partial(_landed, number, time.perf_counter(), took, failed)
        put = _put(wish, one_each)
        put.add_done_callback(landed)
        put.add_done_callback(lambda _: free.release())
    for _ in range(flight - bool(failed)):
        free.acquire()
    if failed:
        raise SystemExit(failed[0])
    seconds = time.perf_counter() - began
    used = writer.submit(time.thread_time).result() - before
    took.sort()
    return {
        "stored": posts,
        "a_second": round(posts / seconds),
        "writer_us_each": round(1e6 * used / posts, 1),
        "p50_ms": round(1e3 * took[len(took) // 2], 2),
        "p99_ms": round(1e3 * took[len(took) * 99 // 100], 2),
    }


def _put(wish: Any, one_each: bool) -> "Future[Any]":
    from realtime import writer
    from rooms import actions

    if one_each:
        return writer.submit(partial(actions.post_message, wish))
    return writer.current().submit_to(actions.post_messages, wish)


def _landed(
    number: int,
    began: float,
    took: list[float],
    failed: list[str],
    put: "Future[Any]",
) -> None:
    problem = put.exception()
    if problem is None and type(put.result()).__name__ == "Stored":
        took.append(time.perf_counter() - began)
        return
    answer = repr(problem or put.result())
    failed.append(f"Post {number} was not stored: {answer}")


def _saying(number: int) -> str:
    if number % HEAVY_EACH == 0:
        return HEAVY
    return f"{SAYINGS[number % len(SAYINGS)]} ({number})"


if __name__ == "__main__":
    sys.exit(main())
