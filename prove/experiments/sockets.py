"""E7, E8 and E9: sockets that never read, that flood, that trickle and that say nothing."""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from typing import Any

from bench.client import Place, now
from bench.people import Account
from prove import crowd as honest
from prove.processes import pid_of, resident
from prove.results import Result
from prove.schedule import schedule
from prove.stack import on_sqlite
from prove.storm import Storm
from prove.wire import Wire, until_closed

# How long honest people are measured, without and with offenders.
CALM_FOR = {"full": 60.0, "short": 8.0}
STUCK_FOR = {"full": 660.0, "short": 30.0}
NEVER_READ = {"full": 50, "short": 20}
# So long each of those comes back after it was closed.
COME_BACK_FOR = {"full": 600.0, "short": 0.0}
FLOODERS = {"full": 20, "short": 10}
SLOW = {"full": 2_000, "short": 200}
# Handshakes of nobody, from so many addresses, a second; and for so long.
KNOCKS, DOORSTEPS = 500, 50
KNOCK_FOR = {"full": 30.0, "short": 5.0}
BIG = "x" * 3_900


async def never_read(result: Result) -> None:
    """E7: they join a busy room and take nothing."""
    with on_sqlite() as stack:
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        server = pid_of(stack.servers[0])
        # What a busy room takes by itself is not the deaf sockets' doing.
        feeding = asyncio.ensure_future(_feed(crowd.storm))
        await asyncio.sleep(CALM_FOR[result.form])
        before, began = resident(server), now()
        account = crowd.storm.members[0].account
        until, stays = began + COME_BACK_FOR[result.form], NEVER_READ[result.form]
        deaf = [
            asyncio.ensure_future(_stay_deaf(stack.places[0], account, until))
            for _ in range(stays)
        ]
        peak = await _peak(server, STUCK_FOR[result.form], deaf)
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)
        closed = [took for task in deaf if task.done() for took in task.result()]
        ended = sum(task.done() for task in deaf)
        for task in deaf:
            task.cancel()
        honest.compare(result, crowd, began)
        await crowd.stop()
    result.at_most("memory growth", peak - before, 20, "MB")
    result.exact("that were closed each time, however often they came", ended, stays)
    result.spread("stuck → closed", closed, max=20.5)


async def flood(result: Result) -> None:
    """E8: they send as fast as they can, 16 kB a frame, and never stop."""
    with on_sqlite(FRAMES_PER_SECOND="10", FRAMES_BURST="60") as stack:
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        server = pid_of(stack.servers[0])
        before, began = resident(server), now()
        account = crowd.storm.members[0].account
        tasks = [
            asyncio.ensure_future(_flood_on(stack.places[0], account, result.form))
            for _ in range(FLOODERS[result.form])
        ]
        peak = await _peak(server, CALM_FOR[result.form], tasks)
        await asyncio.gather(*tasks)
        honest.compare(result, crowd, began)
        await crowd.stop()
    result.at_most("memory growth", peak - before, 20, "MB")
    floods = [took for task in tasks for took in task.result()]
    result.spread("first frame → closed", floods, max=1.0)


async def slow_and_silent(result: Result) -> None:
    """E9: half send a byte of a request now and then, half nothing at all; then many
    knock who are nobody."""
    number = SLOW[result.form]
    with on_sqlite() as stack:
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        began = now()
        port = stack.servers[0].port
        trickling = [asyncio.ensure_future(_trickle(port)) for _ in range(number)]
        silent = [asyncio.ensure_future(_silence(port)) for _ in range(number)]
        trickled = await asyncio.gather(*trickling)
        silences = await asyncio.gather(*silent)
        honest.compare(result, crowd, began)
        knocking, knocked_at = KNOCK_FOR[result.form], now()
        answered = await _knock(stack.places[0], knocking)
        meanwhile = crowd.since(knocked_at)
        await crowd.stop()
    result.spread("trickled requests: opened → closed", trickled, max=10.5)
    result.spread("silent connections: opened → closed", silences, max=10.5)
    result.tell("handshakes of nobody, a second", KNOCKS)
    result.tell("of them answered, a second", round(len(answered) / knocking))
    result.spread("handshake of nobody → answered", answered)
    result.spread("honest, while they knock: wished → seen by all", meanwhile, p95=0.3)


async def _join_deaf(place: Place, account: Account) -> Wire:
    wire = await Wire.open(place, account.cookie, receive_buffer=4_096)
    wire.send_text(json.dumps({"type": "join", "stream": account.stream, "after": 0}))
    wire.stop_reading()
    return wire


async def _feed(storm: Storm) -> None:
    """Enough words that what a deaf socket is owed passes every buffer."""
    chance = random.Random(storm.seed + 1)
    teller = storm.members[1]
    while True:
        [wish] = schedule(chance, 1, 1, 1, 0)
        long = f"{wish.body} {BIG}"[:3_990]
        await teller.say(type(wish)(0, 0, wish.cid, long, is_distress=False))


async def _stay_deaf(place: Place, account: Account, until: float) -> list[float]:
    """Joins, takes nothing, and comes back when it was closed: how long each time."""
    took: list[float] = []
    while not took or now() < until:
        wire, began = await _join_deaf(place, account), now()
        while not wire.is_reset():
            await asyncio.sleep(0.1)
        took.append(now() - began)
    return took


async def _knock(place: Place, seconds: float) -> list[float]:
    """Opens sockets without a cookie at an even pace; how long each answer took."""
    began, knocks = now(), []
    for number in range(int(KNOCKS * seconds)):
        await asyncio.sleep(max(0.0, began + number / KNOCKS - now()))
        step = f"127.0.0.{number % DOORSTEPS + 2}"
        knocks.append(asyncio.ensure_future(_knock_once(place, step)))
    found = await asyncio.gather(*knocks)
    return [took for took in found if took is not None]


async def _knock_once(place: Place, step: str) -> float | None:
    began = now()
    try:
        wire = await Wire.open(place, "", step=step)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return None
    wire.close()
    return now() - began


async def _peak(
    server: int, seconds: float, tasks: Sequence["asyncio.Task[Any]"]
) -> float:
    """The most memory the server held until all are closed, or time is up."""
    peak, deadline = 0.0, time.monotonic() + seconds
    while time.monotonic() < deadline and not all(task.done() for task in tasks):
        peak = max(peak, resident(server))
        await asyncio.sleep(0.1)
    return max(peak, resident(server))


async def _flood_on(place: Place, account: Account, form: str) -> list[float]:
    """Comes back to flood again, a moment after each time that it was closed."""
    took, deadline = [], now() + CALM_FOR[form]
    while now() < deadline:
        took.append(await _flood(place, account))
        await asyncio.sleep(1.0)
    return took


async def _flood(place: Place, account: Account) -> float:
    wire = await Wire.open(place, account.cookie)
    frame = wire.frame(json.dumps({"type": "ping", "pad": "y" * 16_000}).encode())
    began = now()
    while not wire.is_closed() and now() - began < 20:
        await wire.push(frame)
    return now() - began


async def _trickle(port: int) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = now()
    writer.write(b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    ended = asyncio.ensure_future(until_closed(reader))
    while not ended.done() and now() - began < 90:
        writer.write(b"X")
        await asyncio.wait([ended], timeout=1.0)
    ended.cancel()
    writer.close()
    return now() - began


async def _silence(port: int) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = now()
    await asyncio.wait([asyncio.ensure_future(until_closed(reader))], timeout=90)
    writer.close()
    return now() - began
