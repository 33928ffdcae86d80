"""E7, E8 and E9: sockets that never read, that flood, that trickle and that say nothing."""

import asyncio
import random
from contextlib import AbstractContextManager
from typing import Any

from bench.client import Place, now
from bench.people import Account
from prove import crowd as honest
from prove.offenders import KNOCKS, offend
from prove.processes import pid_of, resident
from prove.results import Result
from prove.schedule import schedule
from prove.stack import OnSqlite, on_sqlite
from prove.storm import Storm

# How long honest people are measured, without and with offenders.
CALM_FOR = {"full": 60.0, "short": 8.0}
NEVER_READ = {"full": 50, "short": 20}
# So long each of those comes back after it was closed.
COME_BACK_FOR = {"full": 600.0, "short": 0.0}
FLOODERS = {"full": 20, "short": 10}
SLOW = {"full": 2_000, "short": 200}
KNOCK_FOR = {"full": 30.0, "short": 5.0}
# What a room says while some do not listen: so much each time, so many times a second.
BIG, FED_A_SECOND = "x" * 3_900, 50
SHARED = (
    "Who offends works too, on the same two processors as the server and those who are "
    "honest. So the same is first done to another server of this machine, to see how "
    "much of what honest people feel is only that."
)
FED = (
    "A deaf socket is a follower until its buffers are full: each row goes to fifty "
    "more sockets, which come back thirty times. That work is in the honest p99."
)


async def never_read(result: Result) -> None:
    """E7: they join a busy room and take nothing."""
    result.notes.append(FED)
    number = NEVER_READ[result.form]
    with on_sqlite() as stack:
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        server = pid_of(stack.servers[0])
        # What a busy room takes by itself is not the deaf sockets' doing.
        feeding, fed_from = asyncio.ensure_future(_feed(crowd.storm)), now()
        await asyncio.sleep(CALM_FOR[result.form])
        before, began = resident(server), now()
        account = crowd.storm.members[0].account
        seconds = COME_BACK_FOR[result.form]
        deaf = offend("deaf", stack.places[0], account, number, seconds)
        peak, closed = await _peak(server, deaf)
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)
        honest.compare(result, crowd, began, fed_from)
        await crowd.stop()
    result.at_most("memory growth", peak - before, 20, "MB")
    result.spread("stuck → closed", closed, max=20.5)


async def flood(result: Result) -> None:
    """E8: they send as fast as they can, 16 kB a frame, and never stop."""
    result.notes.append(SHARED)
    number, seconds = FLOODERS[result.form], CALM_FOR[result.form]
    with _slow_paced() as stack, _slow_paced() as another:
        stranger = await _somebody(another)
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        elsewhere = now()
        await offend("flood", another.places[0], stranger, number, seconds)
        server = pid_of(stack.servers[0])
        before, began = resident(server), now()
        account = crowd.storm.members[0].account
        flooding = offend("flood", stack.places[0], account, number, seconds)
        peak, floods = await _peak(server, flooding)
        honest.compare(result, crowd, began, elsewhere=elsewhere)
        await crowd.stop()
    result.at_most("memory growth", peak - before, 20, "MB")
    result.spread("first frame → closed", floods, max=1.0)


async def slow_and_silent(result: Result) -> None:
    """E9: half send a byte of a request now and then, half nothing at all; then many
    knock who are nobody."""
    result.notes.append(SHARED)
    number = SLOW[result.form]
    with on_sqlite() as stack, on_sqlite() as another:
        stranger = await _somebody(another)
        crowd = await honest.begin(stack, result.seed)
        await asyncio.sleep(CALM_FOR[result.form])
        elsewhere = now()
        await _connect_slowly(another.places[0], stranger, number)
        began, place = now(), stack.places[0]
        account = crowd.storm.members[0].account
        trickled, silences = await _connect_slowly(place, account, number)
        honest.compare(result, crowd, began, elsewhere=elsewhere)
        knocking, knocked_at = KNOCK_FOR[result.form], now()
        answered = await offend("knock", place, account, seconds=knocking)
        meanwhile = crowd.since(knocked_at)
        await crowd.stop()
    result.spread("trickled requests: opened → closed", trickled, max=10.5)
    result.spread("silent connections: opened → closed", silences, max=10.5)
    result.tell("handshakes of nobody, a second", KNOCKS)
    result.tell("of them answered, a second", round(len(answered) / knocking))
    result.spread("handshake of nobody → answered", answered)
    result.spread("honest, while they knock: wished → seen by all", meanwhile, p95=0.3)


def _slow_paced() -> AbstractContextManager[OnSqlite]:
    return on_sqlite(FRAMES_PER_SECOND="10", FRAMES_BURST="60")


async def _connect_slowly(
    place: Place, account: Account, number: int
) -> tuple[list[float], list[float]]:
    return await asyncio.gather(
        offend("trickle", place, account, number),
        offend("silent", place, account, number),
    )


async def _somebody(stack: OnSqlite) -> Account:
    """A member of a server that nobody else uses."""
    told = await asyncio.to_thread(stack.ask, "people", "1", "1", "0")
    return Account(**told[0])


async def _feed(storm: Storm) -> None:
    """Enough words that what a deaf socket is owed passes every buffer."""
    chance = random.Random(storm.seed + 1)
    teller = storm.members[1]
    while True:
        [wish] = schedule(chance, 1, 1, 1, 0)
        long = f"{wish.body} {BIG}"[:3_990]
        await teller.say(type(wish)(0, 0, wish.cid, long, is_distress=False))
        # Who listens keeps all they saw, to be checked: a room at full speed is 20 GB.
        await asyncio.sleep(1 / FED_A_SECOND)


async def _peak(server: int, offending: Any) -> tuple[float, list[float]]:
    """The most memory the server held meanwhile, and what the offenders found."""
    task, peak = asyncio.ensure_future(offending), 0.0
    while not task.done():
        peak = max(peak, resident(server))
        await asyncio.sleep(0.1)
    return max(peak, resident(server)), task.result()
