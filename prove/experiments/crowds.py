"""E26 and E28: everybody is dropped at once; moderators lose their link all the time."""

import asyncio
import random

from bench.client import now
from prove.load import Member
from prove.results import Result
from prove.schedule import schedule
from prove.stack import on_postgres
from prove.storm import Size, Storm

CROWD = {
    "full": Size(rooms=20, members=50, posts=0, rate=10, distress=0),
    "short": Size(rooms=10, members=20, posts=0, rate=10, distress=0),
}
FLAGS = {
    "full": Size(rooms=5, members=4, posts=2_000, rate=15, distress=2_000),
    "short": Size(rooms=5, members=4, posts=300, rate=15, distress=300),
}
# The share of the time that each moderator's link is down, their way back counted in.
DOWN = 0.3
LINK_HOLDS_FOR = 0.5
BACK_WITHIN = 60.0


async def all_dropped(result: Result) -> None:
    """E26."""
    size = CROWD[result.form]
    with on_postgres() as stack:
        storm = Storm(stack, size, result.seed)
        await storm.gather()
        wishes = schedule(random.Random(result.seed), len(storm.members), 200, 10, 0)
        saying = []
        for number, wish in enumerate(wishes):
            await asyncio.sleep(1 / size.rate)
            saying.append(asyncio.ensure_future(storm.members[wish.member].say(wish)))
            if number == 50:
                for member in storm.members:
                    member.drop()
        await asyncio.gather(*saying)
        await asyncio.wait_for(
            asyncio.gather(*(m.is_following.wait() for m in storm.members)),
            BACK_WITHIN,
        )
        await storm.look()
        pool = stack.database.connections()
        await storm.leave()
    result.tell("dropped at once", len(storm.record.cuts))
    result.spread("dropped → following again", storm.silences(), p95=15.0)
    result.zero(storm.faults())
    # Two servers with a pool of 12 each and a writer, the clock, and what looks.
    result.at_most("database connections afterwards", pool, 2 * 13 + 3)


async def board(result: Result) -> None:
    """E28."""
    size = FLAGS[result.form]
    with on_postgres() as stack:
        storm = Storm(stack, size, result.seed)
        cutting = asyncio.ensure_future(_cut_links(storm))
        await storm.play([])
        await _until_handed(storm)
        cutting.cancel()
        down = _down(storm) / (now() - storm.began) / len(storm.moderators)
        await storm.leave()
    _tell(result, storm, down)


async def _cut_links(storm: Storm) -> None:
    chance = random.Random(storm.seed)
    while not storm.began:
        await asyncio.sleep(0.05)
    await asyncio.gather(*(_cut(chance, one) for one in storm.moderators))


async def _cut(chance: random.Random, moderator: Member) -> None:
    """The faster the way back, the sooner the next cut: the share of time holds."""
    away = 0.0
    while True:
        usual = away * (1 - DOWN) / DOWN if away else LINK_HOLDS_FOR
        await asyncio.sleep(chance.expovariate(1 / usual))
        began = now()
        moderator.drop()
        await asyncio.sleep(0.01)
        await moderator.is_following.wait()
        away = 0.8 * away + 0.2 * (now() - began) if away else now() - began


async def _until_handed(storm: Storm) -> None:
    deadline = now() + 10
    wanted = len(storm.record.history.flags)
    while now() < deadline and any(
        len({row.id for row in m.view.rows}) < wanted for m in storm.moderators
    ):
        await asyncio.sleep(0.05)


def _down(storm: Storm) -> float:
    return sum((cut.back_at or now()) - cut.at for cut in storm.record.cuts)


def _tell(result: Result, storm: Storm, down: float) -> None:
    record = storm.record
    wished = {
        op.acks[0].id: op.invoked_at for op in record.history.operations if op.acks
    }
    shown = [
        row.at - wished[row.message]
        for moderator in storm.moderators
        for row in moderator.view.rows
        if row.message in wished
    ]
    missing = sum(
        len(set(record.history.flags) - {row.message for row in m.view.rows})
        for m in storm.moderators
    )
    result.tell("flags raised", len(record.history.flags))
    result.at_least("share of the time that a link was down", down, 0.25)
    result.tell("times that a link was cut", len(record.cuts))
    result.zero(storm.faults())
    result.exact("flags missing on a moderator's screen", missing, 0)
    result.spread("wished → on each moderator's screen", shown, p95=1.0, p99=3.0)
