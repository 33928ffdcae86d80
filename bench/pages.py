"""Asks for pages inside the process: their time, and their questions to the database."""

import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.figures import median
from chatserver.management.commands import bench_people
from people.models import Person, Role

TRIES = 30


def measure(history: dict[str, Any]) -> dict[str, dict[str, float]]:
    moderator = Person.objects.filter(role=Role.MODERATOR).earliest("pk")
    [watches] = bench_people.open_sessions(iter([moderator]))
    member = str(history["cookie"])
    return {
        "room": asked(reverse("room", args=[history["room"]]), member),
        "rooms": asked(reverse("rooms"), member),
        "moderation": asked(reverse("moderation"), watches),
    }


def asked(path: str, cookie: str) -> dict[str, float]:
    name, _, key = cookie.partition("=")
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[name] = key
    times = [_ms(client, path) for _ in range(TRIES)]
    with CaptureQueriesContext(connection) as questions:
        _ms(client, path)
    return {"ms": median(times), "queries": len(questions)}


def _ms(client: Client, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path)
    took = 1_000 * (time.perf_counter() - began)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return took
