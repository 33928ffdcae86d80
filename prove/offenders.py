"""Who never read, flood, trickle, say nothing, or knock: in a process of their own.

What they do must cost the server, not the process that measures; and on one machine they
come after it, as they would from afar. `python -m prove.offenders '{…}'` is that process:
it prints how many seconds each of them was borne with, each time.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from bench.client import Place, now
from bench.people import Account
from prove.wire import Wire, until_closed
from tests.parts.servers import ROOT

# So many come a second; those who knock from so many addresses.
KNOCKS, DOORSTEPS = 500, 50
ENOUGH = 90.0
COURTESY = 10


async def offend(
    kind: str, place: Place, account: Account, number: int = 1, seconds: float = 0.0
) -> list[float]:
    """What that number found, who all do it for so long."""
    asked = {"kind": kind, "url": place.url, "number": number, "seconds": seconds}
    asked |= {"cookie": account.cookie, "stream": account.stream}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "prove.offenders", json.dumps(asked)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, "the offenders came to an end before their time"
    found: list[float] = json.loads(told)
    return found


class Offender:
    def __init__(self, url: str, cookie: str, stream: str, seconds: float) -> None:
        self.place = Place(url)
        self.cookie = cookie
        self.stream = stream
        self.until = now() + seconds

    async def deaf(self) -> list[float]:
        """Joins, takes nothing, and comes back when it was closed: how long each time."""
        took: list[float] = []
        while not took or now() < self.until:
            wire = await Wire.open(self.place, self.cookie, receive_buffer=4_096)
            # From the newest on: who is far behind is not handed what comes now.
            join = {"type": "join", "stream": self.stream, "after": None}
            wire.send_text(json.dumps(join))
            wire.stop_reading()
            began = now()
            while not wire.is_reset() and now() - began < ENOUGH:
                await asyncio.sleep(0.1)
            took.append(now() - began)
        return took

    async def flood(self) -> list[float]:
        """Comes back to flood again, a moment after each time that it was closed."""
        took: list[float] = []
        while now() < self.until:
            took.append(await self._flood())
            await asyncio.sleep(1.0)
        return took

    async def _flood(self) -> float:
        wire = await Wire.open(self.place, self.cookie)
        ping = {"type": "ping", "pad": "y" * 16_000}
        frame = wire.frame(json.dumps(ping).encode())
        began = now()
        while not wire.is_closed() and now() - began < ENOUGH:
            await wire.push(frame)
        return now() - began

    async def trickle(self) -> list[float]:
        reader, writer = await self._connect()
        began = now()
        writer.write(b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        ended = asyncio.ensure_future(until_closed(reader))
        while not ended.done() and now() - began < ENOUGH:
            writer.write(b"X")
            await asyncio.wait([ended], timeout=1.0)
        ended.cancel()
        writer.close()
        return [now() - began]

    async def silent(self) -> list[float]:
        reader, writer = await self._connect()
        began = now()
        ended = asyncio.ensure_future(until_closed(reader))
        await asyncio.wait([ended], timeout=ENOUGH)
        writer.close()
        return [now() - began]

    async def knock(self) -> list[float]:
        """Opens sockets without a cookie at an even pace; how long each answer took."""
        began, knocks = now(), []
        for number in range(int(KNOCKS * (self.until - began))):
            await asyncio.sleep(max(0.0, began + number / KNOCKS - now()))
            step = f"127.0.0.{number % DOORSTEPS + 2}"
            knocks.append(asyncio.ensure_future(self._knock(step)))
        found = await asyncio.gather(*knocks)
        return [took for took in found if took is not None]

    async def _knock(self, step: str) -> float | None:
        began = now()
        try:
            wire = await Wire.open(self.place, "", step=step)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            return None
        wire.close()
        return now() - began

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, port = self.place.origin.removeprefix("http://").split(":")
        return await asyncio.open_connection(host, int(port))


KINDS: dict[str, Callable[[Offender], Awaitable[list[float]]]] = {
    "deaf": Offender.deaf,
    "flood": Offender.flood,
    "trickle": Offender.trickle,
    "silent": Offender.silent,
    "knock": Offender.knock,
}


async def _all(kind: str, number: int, **told: Any) -> list[float]:
    offending = []
    for _ in range(number):
        offending.append(asyncio.ensure_future(KINDS[kind](Offender(**told))))
        await asyncio.sleep(1 / KNOCKS)
    return [took for one in offending for took in await one]


if __name__ == "__main__":
    os.nice(COURTESY)
    print(json.dumps(asyncio.run(_all(**json.loads(sys.argv[1])))))
