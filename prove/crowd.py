"""Honest people who talk on while others offend, and what that does to them."""

import asyncio
import contextlib
import math
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bench.client import now
from prove.results import Result, percentiles
from prove.schedule import schedule
from prove.stack import OnSqlite
from prove.storm import Size, Storm

HONEST = Size(rooms=2, members=6, posts=0, rate=20, distress=0)


@dataclass
class Crowd:
    """Honest people who talk on, and what their words took to be seen by all."""

    storm: Storm
    talking: "asyncio.Task[None]"

    def since(self, at: float, until: float = math.inf) -> list[float]:
        delays = self.storm.delays()
        return [
            delays[op.body]
            for op in self.storm.record.history.operations
            if op.body in delays and at <= op.invoked_at < until
        ]

    async def stop(self) -> None:
        self.talking.cancel()
        await asyncio.gather(self.talking, return_exceptions=True)
        await self.storm.leave()


@contextlib.asynccontextmanager
async def talking(stack: OnSqlite, seed: int) -> AsyncIterator[Crowd]:
    crowd = await begin(stack, seed)
    yield crowd
    await crowd.stop()


async def begin(stack: OnSqlite, seed: int) -> Crowd:
    storm = Storm(stack, HONEST, seed)
    await storm.gather()
    return Crowd(storm, asyncio.ensure_future(_talk(storm)))


async def _talk(storm: Storm) -> None:
    chance = random.Random(storm.seed)
    wishes = schedule(chance, len(storm.members), 100_000, storm.size.rate, 0)
    began = now()
    async with asyncio.TaskGroup() as group:
        for wish in wishes:
            await asyncio.sleep(max(0.0, began + wish.at - now()))
            group.create_task(storm.members[wish.member].say(wish))


def compare(
    result: Result,
    crowd: Crowd,
    began: float,
    calm_from: float = 0.0,
    elsewhere: float | None = None,
) -> None:
    """What offenders did from a moment on, with what was before it and else the same.

    From `elsewhere` on, until then, the same was done to another server of this machine:
    offenders work too, and both sides share its processors.
    """
    calm_until = began if elsewhere is None else elsewhere
    before, during = crowd.since(calm_from, calm_until), crowd.since(began)
    assert before, "honest people were not heard at all"
    assert during, "honest people were not heard while others offended"
    result.spread("honest, before: wished → seen by all", before)
    result.spread("honest, meanwhile: wished → seen by all", during)
    p99 = percentiles(during)["p99"]
    _at_most(result, "honest p99, meanwhile", p99, before)
    if elsewhere is not None:
        beside = crowd.since(elsewhere, began)
        result.spread("honest, while another server here bears it", beside)
        _at_most(result, "honest p99, beside that", p99, beside)


def _at_most(result: Result, name: str, p99: float, usual: list[float]) -> None:
    most = round(1.2 * percentiles(usual).get("p99", 0.0), 4)
    result.at_most(name, p99, most, "s")
