"""More rooms and longer histories: what must not grow with them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.client import Line, Place, now
from bench.figures import Figure, median
from bench.house import House
from bench.servers import Crowd

SIZE = 10
ROOMS = (10, 100, 500, 2_000)
QUICK_ROOMS = (10, 100)
FLIGHT = 10  # one in a room, so that no frame holds two rows in ten rooms only
FLAT = 0.8
SHORT, LONG, QUICK_LONG = 1_000, 1_000_000, 20_000
MOST_SLOWER = 1.2
TRIES = 40


def measure(house: House) -> None:
    more_rooms(house)
    longer_history(house)


def more_rooms(house: House) -> None:
    sizes = QUICK_ROOMS if house.is_quick else ROOMS
    row = f"growth, 10 to {sizes[-1]:,} rooms of 10"
    rates = {}
    for rooms in sizes:
        with house.on_postgres.serving() as serving:
            crowd = Crowd(min(1_000, rooms * SIZE), SIZE, rooms)
            name = f"{rooms} rooms"
            run = house.measure(row, name, serving, crowd, flight=FLIGHT)
            rates[rooms] = run.a_second
            house.keep(Figure(row, name, run.a_second, "rows a second"))
    flat = min(rates.values()) / rates[ROOMS[0]]
    house.keep(Figure(row, "slowest beside 10 rooms", flat, "×", least=FLAT))


@dataclass(frozen=True)
class History:
    """A room with so many messages, and somebody in it."""

    room: int
    cookie: str
    position: int


def longer_history(house: House) -> None:
    long = QUICK_LONG if house.is_quick else LONG
    row = f"growth, {long:,} messages in a room beside {SHORT:,}"
    house.say(f"{long:,} messages are being made")
    rooms = [History(**house.on_postgres.ask("history", str(n))) for n in (SHORT, long)]
    with house.on_postgres.serving() as serving:
        place = Place(f"http://127.0.0.1:{serving.ports[0]}")
        for words, way in WAYS.items():
            short_ms, long_ms = asyncio.run(compared(place, rooms, way))
            house.keep(Figure(row, f"{words}, 1,000", short_ms, "ms"))
            house.keep(Figure(row, f"{words}, {long:,}", long_ms, "ms"))
            times = long_ms / short_ms
            house.keep(Figure(row, f"{words}, beside", times, "×", most=MOST_SLOWER))


Way = Callable[[Line, History], Awaitable[object]]


def first_join(line: Line, room: History) -> Awaitable[object]:
    return line.join(f"room:{room.room}")


def resume(line: Line, room: History) -> Awaitable[object]:
    return line.join(f"room:{room.room}", room.position - 20)


WAYS: dict[str, Way] = {"joining": first_join, "resuming 20 behind": resume}


async def compared(place: Place, rooms: list[History], way: Way) -> tuple[float, float]:
    """The medians of each room, tried in turn."""
    found: list[list[float]] = [[], []]
    for _ in range(TRIES):
        for times, room in zip(found, rooms, strict=True):
            line = await Line.open(place, room.cookie, lambda payload: None)
            began = now()
            await way(line, room)
            times.append(1_000 * (now() - began))
            await line.close()
    return median(found[0]), median(found[1])
