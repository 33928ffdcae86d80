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
from prove.stack import OnSqlite, on_sqlite
from prove.storm import Storm
from prove.wire import Wire, until_closed

# How long honest people are measured, without and with offenders.
CALM_FOR = {"full": 60.0, "short": 8.0}
STUCK_FOR = {"full": 600.0, "short": 30.0}
NEVER_READ = {"full": 50, "short": 20}
FLOODERS = {"full": 20, "short": 10}
SLOW = {"full": 2_000, "short": 200}
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
        wires = [
            await _join_deaf(stack.places[0], account)
            for _ in range(NEVER_READ[result.form])
        ]
        ends = [asyncio.ensure_future(_closed_by_server(stack, w)) for w in wires]
        peak = await _peak(server, STUCK_FOR[result.form], ends)
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)
        closed = [task.result() - began for task in ends if task.done()]
        for task in ends:
            task.cancel()
        honest.compare(result, crowd, began)
        await crowd.stop()
    result.at_most("memory growth", peak - before, 20, "MB")
    result.exact("sockets closed by the server", len(closed), len(wires))
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
    """E9: half send a byte of a request now and then, half nothing at all."""
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
        await crowd.stop()
    result.spread("trickled requests: opened → closed", trickled, max=10.5)
    result.spread("silent connections: opened → closed", silences, max=10.5)


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


async def _closed_by_server(stack: OnSqlite, wire: Wire) -> float:
    while not wire.is_reset():
        await asyncio.sleep(0.1)
    return now()


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
