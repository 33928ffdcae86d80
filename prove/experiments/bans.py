"""E15: people are banned while they read and write, some with a handler that is stuck."""

import asyncio
import contextlib
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.client import Line, Lost, now
from prove import stuck, visits
from prove.load import Member
from prove.results import Result
from prove.schedule import schedule
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm
from tests.parts.servers import ROOT, Process

SIZES = {
    "full": Size(rooms=20, members=52, posts=0, rate=20, distress=0),
    "short": Size(rooms=5, members=14, posts=0, rate=20, distress=0),
}
TALKERS = 2  # in each room; everybody else is banned
AT_ONCE = 10
PROGRAM = ("-m", "prove.failing")
# A banned person's browser goes on writing and reading for so long.
WATCHED_FOR = 1.8
_TURN = threading.Lock()


@dataclass
class Ban:
    """One victim: what they still wrote and read after their ban had committed."""

    member: Member
    is_stuck: bool
    committed_at: float = 0.0
    accepted_after: int = 0
    stored_at: list[float] = field(default_factory=list)

    @property
    def read_for(self) -> float:
        rows = self.member.view.rows
        return max(0.0, rows[-1].at - self.committed_at) if rows else 0.0


async def under_load(result: Result) -> None:
    size = SIZES[result.form]
    with on_postgres(PROGRAM) as stack, _banner(stack) as banner:
        storm = Storm(stack, size, result.seed)
        await storm.gather()
        talkers, victims = _parted(storm)
        talking = asyncio.ensure_future(_talk(storm, talkers))
        bans = await _ban_all(storm, victims, banner)
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
        await storm.leave()
    _tell(result, bans)


def _parted(storm: Storm) -> tuple[list[Member], list[Member]]:
    by_room: dict[str, list[Member]] = {}
    for member in storm.members:
        by_room.setdefault(member.account.stream, []).append(member)
    talkers = [m for members in by_room.values() for m in members[:TALKERS]]
    victims = [m for members in by_room.values() for m in members[TALKERS:]]
    random.Random(storm.seed).shuffle(victims)
    return talkers, victims


async def _talk(storm: Storm, talkers: list[Member]) -> None:
    wishes = schedule(
        random.Random(storm.seed), len(talkers), 100_000, storm.size.rate, 0
    )
    began = now()
    async with asyncio.TaskGroup() as group:
        for wish in wishes:
            await asyncio.sleep(max(0.0, began + wish.at - now()))
            group.create_task(talkers[wish.member].say(wish))


async def _ban_all(
    storm: Storm, victims: list[Member], banner: "subprocess.Popen[str]"
) -> list[Ban]:
    """The first half with Redis up, the second with Redis dead."""
    assert isinstance(storm.stack, OnPostgres)
    bans: list[Ban] = []
    for begin in range(0, len(victims), AT_ONCE):
        if begin <= len(victims) // 2 < begin + AT_ONCE:
            await asyncio.to_thread(storm.stack.redis.kill)
        some = [
            Ban(member, is_stuck=number == 0)
            for number, member in enumerate(victims[begin : begin + AT_ONCE])
        ]
        await asyncio.gather(
            *(_suffer(storm, ban, banner, n) for n, ban in enumerate(some))
        )
        bans += some
    return bans


async def _suffer(
    storm: Storm, ban: Ban, banner: "subprocess.Popen[str]", number: int
) -> None:
    member = ban.member
    await member.is_following.wait()
    line = member.line
    assert line is not None
    writing = asyncio.ensure_future(
        _stick(line) if ban.is_stuck else _write_on(ban, line, storm.seed)
    )
    await asyncio.sleep(0.3)
    if number % 2:
        assert storm.lead is not None
        url = storm.stack.servers[0].url
        await asyncio.to_thread(visits.keep_out, url, storm.lead, member.account.person)
        ban.committed_at = now()
    else:
        ban.committed_at = await asyncio.to_thread(_by_process, banner, member)
    await asyncio.sleep(WATCHED_FOR)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    ban.accepted_after = sum(sent > ban.committed_at for sent in ban.stored_at)
    await member.leave()


async def _stick(line: Line) -> None:
    with contextlib.suppress(Lost):
        await line.join(stuck.NAME)


async def _write_on(ban: Ban, line: Line, seed: int) -> None:
    """Posts about ten times a second, and notes when what was stored was sent."""
    account = ban.member.account
    wishes = schedule(random.Random(seed + account.person), 1, 100, 10, 0)
    for wish in wishes:
        sent = now()
        with contextlib.suppress(Lost):
            answer = await line.post(account.stream, wish.cid, wish.body)
            if answer["type"] == "stored":
                ban.stored_at.append(sent)
        await asyncio.sleep(0.1)


@contextlib.contextmanager
def _banner(stack: OnPostgres) -> Iterator["subprocess.Popen[str]"]:
    """A process that bans and is no server, as a command at night would."""
    made = Process("banner", stack.folder, **stack.knobs)
    process = subprocess.Popen(
        [sys.executable, "-m", "prove.inside", "bans"],
        cwd=ROOT,
        env=made.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _by_process(banner: "subprocess.Popen[str]", member: Member) -> float:
    assert banner.stdin is not None
    assert banner.stdout is not None
    # One line out, one line in: two threads may not talk at once.
    with _TURN:
        banner.stdin.write(f"{member.account.person}\n")
        banner.stdin.flush()
        return float(banner.stdout.readline())


def _tell(result: Result, bans: list[Ban]) -> None:
    result.tell("bans", len(bans))
    result.tell("with a stuck handler", sum(ban.is_stuck for ban in bans))
    result.tell("posts stored before", sum(len(ban.stored_at) for ban in bans))
    result.exact("accepted after the commit", sum(b.accepted_after for b in bans), 0)
    half = len(bans) // 2
    for name, some in (("Redis up", bans[:half]), ("Redis dead", bans[half:])):
        result.spread(f"last row read after a ban, {name}", _reads(some), p99=1.0)
    stuck_ones = [ban for ban in bans if ban.is_stuck]
    result.spread("last row read after a ban, stuck", _reads(stuck_ones), p99=1.0)


def _reads(bans: list[Ban]) -> list[float]:
    return [ban.read_for for ban in bans]
