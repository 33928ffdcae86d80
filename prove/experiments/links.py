"""E2b: the link between the people and the servers breaks, between two namespaces."""

import asyncio
import contextlib
import itertools
import random
import time
from collections.abc import Callable

from bench.client import Place
from prove import hearts, links
from prove.links import KINDS, Fault, Link
from prove.results import Result
from prove.stack import Stack, on_postgres
from prove.storm import Size, Storm, Strike

BROKEN = Size(rooms=20, members=5, posts=6_300, rate=30, distress=100)
# So far apart that most of what one holds up has come before the next.
FAULTS = 18
HEALED_WITHIN = 3.0
MOVED = Size(rooms=10, members=5, posts=1_500, rate=20, distress=20)
MOVES = 2
# Two heartbeats and a look at the clock every two seconds, and the way back.
NOTICED_WITHIN = 25.0
PROGRAM = ("-m", "prove.far")


class Across(Storm):
    """A storm over a link, in which each person's browser has a heart and one server."""

    def __init__(self, stack: Stack, size: Size, seed: int, link: Link) -> None:
        super().__init__(stack, size, seed)
        far = link.theirs.address
        self._servers = itertools.cycle(
            [Place(f"http://{far}:{server.port}") for server in stack.servers]
        )
        self._hearts: list[asyncio.Task[None]] = []

    def places(self) -> list[Place]:
        """As a balancer keeps people where they are: a link is no server's fault."""
        return [next(self._servers)]

    async def gather(self) -> None:
        await super().gather()
        chance = random.Random(self.seed)
        self._hearts = [
            asyncio.ensure_future(hearts.beat(member, chance))
            for member in [*self.members, *self.moderators]
        ]

    async def leave(self) -> None:
        for heart in self._hearts:
            heart.cancel()
        await super().leave()


async def over_a_link(result: Result) -> None:
    if result.form == "short":
        result.notes.append("made in the full form.")
        return
    if not await asyncio.to_thread(links.may_link):
        result.notes.append("it needs root, which may make links.")
        return
    await _broken(result)
    await _moved(result)


async def _broken(result: Result) -> None:
    faults = links.plan(result.seed, FAULTS)
    storm = await _play(
        result, BROKEN, lambda link: [_strike(link, fault) for fault in faults]
    )
    for kind in KINDS:
        name = f"{kind}: link whole → its words seen by all"
        result.spread(name, storm.healed(kind), p95=HEALED_WITHIN)
    result.notes.append(
        "In each fault everybody's link is broken, for 0.2 to 5 s: down; or what one "
        "side sends is swallowed, and neither is told; or one side has no address. "
        "Connections outlive that, and the wait is TCP's: it sends again after 0.2 s, "
        "0.6 s, 1.4 s, 3 s and 6.2 s (RFC 6298), or somewhat later. Our servers wait 2 s "
        "at most, where Linux (6.15) lets them; a browser can't ask for that. So after a "
        "fault of 4 or 5 s the link may be whole for 3 s more before a client sends."
    )


async def _moved(result: Result) -> None:
    storm = await _play(
        result, MOVED, lambda link: [("moved", _move(link))] * MOVES, "moved: "
    )
    back = _back(storm)
    everybody = len(storm.members) + len(storm.moderators)
    result.exact("moved: dead lines that were found", len(back), MOVES * everybody)
    result.spread("moved → following again", back, max=NOTICED_WITHIN)
    result.spread("moved: wished meanwhile → seen by all", storm.healing("moved"))
    result.notes.append(
        "Moved to another address, every connection is dead and TCP would try for a "
        "quarter of an hour. The harness is not told, as a phone often is: two "
        "heartbeats without a frame (20 s) find it, looked for every 2 s."
    )


async def _play(
    result: Result,
    size: Size,
    strikes: Callable[[Link], list[tuple[str, Strike]]],
    part: str = "",
) -> Across:
    """The servers and all they need at one end of the link, the clients at the other."""
    with links.link() as link, contextlib.ExitStack() as running:
        with link.theirs.inside():
            far = on_postgres(PROGRAM, FAR=link.theirs.address)
            stack = running.enter_context(far)
        with link.ours.inside():
            storm = Across(stack, size, result.seed, link)
            await storm.play(strikes(link))
            await storm.leave()
    for name, number in storm.counts().items():
        result.tell(f"{part}{name}", number)
    result.zero({f"{part}{name}": count for name, count in storm.faults().items()})
    unknown = storm.record.history.counts()["unknown"]
    result.exact(f"{part}unknown operations", unknown, 0)
    return storm


def _strike(link: Link, fault: Fault) -> tuple[str, Strike]:
    return fault.kind, lambda: link.strike(fault)


def _move(link: Link) -> Strike:
    """It ends when everybody must have noticed."""

    def strike() -> None:
        link.move()
        time.sleep(NOTICED_WITHIN)

    return strike


def _back(storm: Across) -> list[float]:
    """From each move until each of those whom it cut off followed again."""
    return [
        cut.back_at - struck.began
        for struck in storm.struck
        for cut in storm.record.cuts
        if cut.back_at is not None and struck.began <= cut.at <= struck.whole
    ]
