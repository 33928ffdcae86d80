"""E10: bad input, on the frame parser and on live sockets, with honest people beside it."""

import asyncio
import random

from bench.client import Place, now
from prove.crowd import talking
from prove.experiments import frames
from prove.malice import bad_text
from prove.results import Result
from prove.stack import on_sqlite
from prove.wire import Wire

PARSED = {"full": 800_000, "short": 25_000}
LIVE = {"full": 200_000, "short": 4_000}
# A socket is left for a new one after so many, as too many bad frames end it anyway.
A_SOCKET = 15


async def bad_inputs(result: Result) -> None:
    chance = random.Random(result.seed)
    with on_sqlite() as stack:
        number = PARSED[result.form]
        bred = await asyncio.to_thread(
            stack.ask, "breed", str(result.seed), str(number)
        )
        async with talking(stack, result.seed) as crowd:
            began = now()
            account = crowd.storm.members[0].account
            sent = await _live(stack.places[0], account.cookie, chance, result.form)
            raw = await frames.try_all(stack.places[0], account.cookie)
            others = crowd.since(began)
            cuts = len(crowd.storm.record.cuts)
        said = stack.servers[0].said()
        alive = stack.servers[0].is_running()
    result.tell("frames given to the parser", number)
    result.tell("ways through the code that were found", bred["ways"])
    result.tell("frames kept and changed further, for a new way", bred["kept"])
    result.exact("crashes of the parser", bred["crashes"], 0)
    result.notes += bred["first"]
    result.tell("frames sent to live sockets", sent)
    result.at_least("raw RFC 6455 cases", len(raw), 120)
    result.exact(
        "cases that did not end as they must", [n for n, ok in raw if not ok], []
    )
    result.exact("the server is alive", alive, True)
    result.exact("exceptions that nobody caught", said.count("Uncaught"), 0)
    result.exact("handlers that failed", said.count("WARNING realtime.socket"), 0)
    result.exact("honest sockets that ended", cuts, 0)
    result.spread("honest people meanwhile: wished → seen by all", others)


async def _live(place: Place, cookie: str, chance: random.Random, form: str) -> int:
    sent = 0
    while sent < LIVE[form]:
        wire = await Wire.open(place, cookie)
        for _ in range(A_SOCKET):
            text = bad_text(chance).encode("utf-8", "surrogatepass")
            await wire.push(wire.frame(text[:16_000]))
            sent += 1
        wire.close()
    return sent
