"""Who is connected, across all server processes; by the database's clock, not theirs."""

import secrets
import time
from datetime import timedelta

from django.db.models.functions import Now

from realtime import writer
from realtime.models import Roster
from realtime.reads import read

# A process that has not written for this long is taken for dead.
FRESH = timedelta(seconds=15)
WRITE_EVERY = 5.0

# Who asks over HTTP has asked again long before.
STILL_HERE = 15.0

Here = dict[str, dict[int, str]]
_process = secrets.token_hex(8)
_written_at = 0.0
_written: object = None
# Whose network blocks sockets: {(stream, person): (alias, when they asked last)}.
_asking: dict[tuple[str, int], tuple[str, float]] = {}


def ask_over_http(stream: str, person: int, alias: str) -> None:
    """Somebody who follows without a socket is here too."""
    _asking[stream, person] = (alias, time.monotonic())


async def share(persons: set[int], here: Here) -> Here:
    """Tells the others who is here and returns who is anywhere, by stream."""
    global _written_at, _written
    now = time.monotonic()
    _count_in_askers(persons, here, now)
    state: dict[str, object] = {"persons": sorted(persons), "streams": here}
    if state != _written or now - _written_at > WRITE_EVERY:
        _written, _written_at = state, now
        writer.submit(lambda: _write(state))
    everywhere = {name: dict(people) for name, people in here.items()}
    for other in await read(_others):
        for name, people in other["streams"].items():
            if name in everywhere:
                everywhere[name] |= {int(p): alias for p, alias in people.items()}
    return everywhere


def persons_here() -> set[int]:
    """Everybody with an open socket on any live process."""
    fresh = Roster.objects.filter(at__gt=Now() - FRESH)
    return {p for here in fresh.values_list("here", flat=True) for p in here["persons"]}


def followers(stream: str) -> set[int]:
    """Everybody who follows a stream on any live process."""
    fresh = Roster.objects.filter(at__gt=Now() - FRESH)
    return {
        int(person)
        for here in fresh.values_list("here", flat=True)
        for person in here["streams"].get(stream, {})
    }


def leave() -> None:
    writer.submit(lambda: Roster.objects.filter(process=_process).delete())


def _count_in_askers(persons: set[int], here: Here, now: float) -> None:
    for (stream, person), (alias, at) in list(_asking.items()):
        if now - at > STILL_HERE:
            _asking.pop((stream, person), None)
        else:
            persons.add(person)
            here.setdefault(stream, {})[person] = alias


def _write(state: dict[str, object]) -> None:
    Roster.objects.update_or_create(
        process=_process, defaults={"at": Now(), "here": state}
    )
    Roster.objects.filter(at__lt=Now() - 20 * FRESH).delete()


def _others() -> list[dict[str, Here]]:
    fresh = Roster.objects.filter(at__gt=Now() - FRESH)
    return list(fresh.exclude(process=_process).values_list("here", flat=True))
