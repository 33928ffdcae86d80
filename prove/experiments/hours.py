"""E4: the clocks of two servers are two hours apart, and jump, while people talk."""

import asyncio
import http.client
import json
import random
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.client import now
from bench.people import Account
from prove import clocks, visits
from prove.clocks import HOUR, Clock
from prove.load import Member
from prove.record import Cut
from prove.results import Result
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm, Strike

FULL = Size(rooms=20, members=5, posts=9_000, rate=30, distress=100)
SHORT = Size(rooms=6, members=5, posts=700, rate=30, distress=10)
JUMPS = {"full": 20, "short": 2}
BANS = {"full": 20, "short": 6}
CUT_WITHIN, CUT_AT_LAST = 1.0, 10.0
SEEN_WITHIN = 2.0
# Every process looks at its clock each five seconds.
SAYS_SO_WITHIN = 12.0


async def hours_apart(result: Result) -> None:
    """Timed with clocks that are moved; in full also with libfaketime, if it is here."""
    await _storm(result, "moved", None)
    if result.form == "full" and clocks.LIBRARY is not None:
        await _storm(result, "libfaketime", clocks.LIBRARY)
    elif result.form == "full":
        result.notes.append("Without libfaketime: it is a Debian package.")


async def _storm(result: Result, how: str, library: Path | None) -> None:
    with on_postgres() as stack:
        hands = [Clock(stack.folder, server, library) for server in stack.servers]
        await asyncio.to_thread(_wind, stack, hands)
        size = FULL if result.form == "full" else SHORT
        storm = Storm(stack, size, result.seed)
        jumps: list[tuple[str, Strike]] = [("jump", _jump(hands, n)) for n in (1, -1)]
        await storm.play(jumps * (JUMPS[result.form] // 2))
        cuts = await _ban_some(storm, BANS[result.form])
        await storm.leave()
        states = [_state(server.url) for server in stack.servers]
    for name, number in storm.counts().items():
        result.tell(f"{how}: {name}", number)
    result.zero({f"{how}: {name}": count for name, count in storm.faults().items()})
    unknown = storm.record.history.counts()["unknown"]
    result.exact(f"{how}: unknown operations", unknown, 0)
    soon = {"max": CUT_AT_LAST} if library else {"max": CUT_WITHIN}
    seen = {} if library else {"p95": SEEN_WITHIN}
    result.spread(f"{how}: calm: wished → seen by all", storm.calm())
    jumped = f"{how}: a clock jumps: wished → seen by all"
    result.spread(jumped, storm.healing("jump"), **seen)
    banned = f"{how}: banned on one server → cut on the other"
    result.spread(banned, cuts, **soon)
    result.exact(f"{how}: what servers say of themselves", states, ["degraded"] * 2)


def _wind(stack: OnPostgres, hands: list[Clock]) -> None:
    """The first an hour fast, the second an hour slow."""
    for number, server in enumerate(stack.servers):
        hands[number].set(HOUR if number == 0 else -HOUR)
        server.stop()
        server.start()


def _jump(hands: list[Clock], way: int) -> Strike:
    def strike() -> None:
        hands[0].set(-way * HOUR)
        hands[1].set(way * HOUR)
        time.sleep(2.0)

    return strike


async def _ban_some(storm: Storm, number: int) -> list[float]:
    """Each is banned by the server that they are not on."""
    assert storm.lead is not None
    victims = random.Random(storm.seed).sample(storm.members, number)
    return [await _ban(storm, storm.lead, victim) for victim in victims]


async def _ban(storm: Storm, lead: Account, victim: Member) -> float:
    await victim.is_following.wait()
    cuts = storm.record.cuts
    before = len(cuts)
    other = storm.stack.servers[1 - victim.home].url
    await asyncio.to_thread(visits.keep_out, other, lead, victim.account.person)
    banned_at = now()
    while victim.is_following.is_set() and now() - banned_at < CUT_AT_LAST:
        await asyncio.sleep(0.01)
    await victim.leave()
    return _first(cuts[before:], now()) - banned_at


def _first(cuts: list[Cut], otherwise: float) -> float:
    return cuts[0].at if cuts else otherwise


def _state(url: str) -> str:
    """Asked until it says that its clock is off, or time is up."""
    deadline, state = now() + SAYS_SO_WITHIN, ""
    while state != "degraded" and now() < deadline:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.request("GET", "/readyz")
        state = json.loads(connection.getresponse().read())["status"]
        connection.close()
        time.sleep(0.5)
    return state
