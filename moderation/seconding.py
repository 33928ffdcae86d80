"""Who is told that a second person is needed, and when. Pure: tables test it.

An emergency calls everybody at once, and again every half hour until a second confirms.
Anything else is told to the shift, after half an hour to the leads (where there is no other
lead, to who is on call, one after another), and again each day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderation.climbing import LEAD, NOW, ON_CALL, SHIFT, Call, Watch, is_ahead

HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A second person is needed; neither who asks nor the author can be that."""

    is_emergency: bool
    at: datetime
    by: int
    author: int


def due(asked: Asked, watch: Watch, now: datetime) -> list[Call]:
    """Everybody who should have been told by now, once in each round."""
    lasts = HALF_HOUR if asked.is_emergency else DAY
    if is_ahead(asked.at, now):
        number, elapsed = 0, lasts
    elif now < asked.at:
        return []
    else:
        number, elapsed = divmod(now - asked.at, lasts)
    calls: dict[int, Call] = {}
    for after, step, person in _ladder(asked, watch):
        if after <= elapsed and person not in {asked.by, asked.author}:
            calls.setdefault(person, Call(step, number, person))
    return list(calls.values())


def _ladder(asked: Asked, watch: Watch) -> Iterator[tuple[timedelta, str, int]]:
    """The loudest way to reach somebody comes first."""
    if asked.is_emergency:
        yield from ((NOW, ON_CALL, person) for person in watch.on_call)
    else:
        yield from ((NOW, SHIFT, person) for person in watch.shift)
        if not set(watch.leads) - {asked.by, asked.author}:
            # With no other lead it would reach nobody for as long as one is alone.
            for number, person in enumerate(watch.on_call, start=1):
                yield number * HALF_HOUR, ON_CALL, person
    later = NOW if asked.is_emergency else HALF_HOUR
    yield from ((later, LEAD, person) for person in watch.leads)
    yield from ((NOW, SHIFT, person) for person in watch.shift)
