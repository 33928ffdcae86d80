"""What single steps take: turns of a process, and processor time of it and its stores."""

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import redis
from channels.layers import channel_layers
from django.conf import settings
from django.db import connection

from bench.machine import processor_s
from bench.scale import NAMES, PEOPLE
from chatserver.wiring import TABLE
from people.models import Person
from realtime import tips
from realtime.models import Roster, Stream
from rooms import actions

NUDGES, TRIES = 2_000, 60
HEARERS = 40


def measure(history: dict[str, Any]) -> dict[str, float]:
    stream = f"room:{history['room']}"
    cursors = {stream: history["position"] - 1}
    author = Person.objects.get(memberships__room=history["room"])
    return {
        **_named("commit", lambda: _post(history["room"], author)),
        **_named(
            "read", lambda: (tips.of([stream]), TABLE["room"].changes(cursors, 200))
        ),
        **_named("tips", _tips()),
        **_named("roster", _roster()),
        **asyncio.run(_nudges()),
        **_redis(),
    }


def _named(name: str, step: Callable[[], object]) -> dict[str, float]:
    """Its time, the process's processor time, and that of its own PostgreSQL backend."""
    step()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    began, own, theirs = time.perf_counter(), time.thread_time(), processor_s([backend])
    for _ in range(TRIES):
        step()
    return {
        f"{name}_s": (time.perf_counter() - began) / TRIES,
        f"{name}_us": 1e6 * (time.thread_time() - own) / TRIES,
        f"{name}_database_us": 1e6 * (processor_s([backend]) - theirs) / TRIES,
    }


def _post(room: int, author: Person) -> None:
    actions.post(room, by=author, body="A word for the bench.", cid=uuid.uuid4())


def _tips() -> Callable[[], object]:
    """Of so many streams at once."""
    names = [f"me:{n}" for n in range(10**9, 10**9 + NAMES)]
    Stream.objects.bulk_create([Stream(name=n) for n in names], ignore_conflicts=True)
    return lambda: tips.of(names)


def _roster() -> Callable[[], object]:
    """What another process has written of so many people, each in a room of 100."""
    numbers = range(10**6, 10**6 + PEOPLE)
    streams: dict[str, dict[str, str]] = {}
    for number in numbers:
        for stream in (f"room:{number // 100}", f"me:{number}"):
            streams.setdefault(stream, {})[str(number)] = f"somebody {number}"
    here = {"persons": list(numbers), "streams": streams}
    # Too old to be taken for a process that lives.
    Roster.objects.update_or_create(
        process="bench", defaults={"here": here, "at": datetime(2000, 1, 1, tzinfo=UTC)}
    )
    return lambda: list(
        Roster.objects.filter(process="bench").values_list("here", flat=True)
    )


async def _nudges() -> dict[str, float]:
    """Published one after the other, then heard."""
    sending, hearing = (channel_layers.make_backend("default") for _ in range(2))
    channel = await hearing.new_channel()
    await hearing.group_add("bench", channel)
    nudge = {"type": "nudge", "by": "x", "nudge": {"room:7": 1}, "typing": []}
    began = time.perf_counter()
    for _ in range(NUDGES):
        await sending.group_send("bench", nudge)
    published = (time.perf_counter() - began) / NUDGES
    own = time.process_time()
    for _ in range(NUDGES):
        await hearing.receive(channel)
    heard = 1e6 * (time.process_time() - own) / NUDGES
    await sending.flush()
    await hearing.flush()
    return {"publish_s": published, "nudge_us": heard}


def _redis() -> dict[str, float]:
    """What a nudge costs Redis: itself, and each process that hears it."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    payload = json.dumps({"nudge": {"room:7": 1}})
    hearers = [client.pubsub() for _ in range(HEARERS)]
    alone = _publishing(client, payload)
    for hearer in hearers:
        hearer.subscribe("bench hearers")
    for hearer in hearers:
        hearer.get_message(timeout=1)
    together = _publishing(client, payload)
    for hearer in hearers:
        hearer.close()
    return {"publish_redis_us": alone, "hearer_redis_us": (together - alone) / HEARERS}


def _publishing(client: Any, payload: str) -> float:
    """Microseconds of its processor, with reading and writing its sockets."""
    pid = client.info("server")["process_id"]
    before = processor_s([pid])
    for _ in range(NUDGES):
        client.publish("bench hearers", payload)
    return 1e6 * (processor_s([pid]) - before) / NUDGES
