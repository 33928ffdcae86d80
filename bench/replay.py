"""Plays real conversations through a running server, and says what came of each word.

python -m bench.replay FILE --url http://127.0.0.1:8000; docs/replay.md explains it.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import conversations, people, watch
from bench.client import Place, now
from bench.conversations import Conversation
from bench.crowd import Crowd, Said
from bench.people import Account
from bench.report import Report
from bench.watch import Watcher

# What a replay needs more of than a calm community does; docs/replay.md names each.
LIMITS = [
    "POSTS_PER_MINUTE",
    "POSTS_BURST",
    "FRAMES_PER_SECOND",
    "FRAMES_BURST",
    "SOCKETS_PER_ADDRESS",
    "SOCKETS_PER_PERSON",
    "SOCKETS_IN_ALL",
]
SETTLE = 15.0


@dataclass
class Part:
    """A conversation with the accounts that play it and the one that watches it."""

    conversation: Conversation
    players: dict[str, Account]
    watcher: Account

    @property
    def stream(self) -> str:
        return self.watcher.stream


@dataclass
class Pace:
    """How fast words are offered; 0 a second is as fast as answers come."""

    a_second: float
    _next: float = field(default_factory=now)

    async def turn(self) -> None:
        if self.a_second:
            self._next = max(self._next, now() - 1) + 1 / self.a_second
            await asyncio.sleep(max(0.0, self._next - now()))


def main() -> int:
    options = parse()
    for name in LIMITS:
        if name in os.environ:
            print(f"limit raised: {name}={os.environ[name]}", file=sys.stderr)
    report = asyncio.run(replay(options))
    print(report.table())
    return 0 if report.is_clean() else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.replay", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--url", default=os.environ.get("BENCH_URL"))
    parser.add_argument("--watch-url", default=os.environ.get("BENCH_WATCH_URL"))
    parser.add_argument(
        "--both", action="store_true", help="half of the speakers on the watched one"
    )
    parser.add_argument("--limit", type=int, default=0, help="play only so many turns")
    parser.add_argument(
        "--speed", type=float, default=0, help="turns offered a second; 0: no waiting"
    )
    parser.add_argument("--open", type=int, default=50, help="sockets open at once")
    parser.add_argument(
        "--in-flight", type=int, default=32, help="posts of one room not yet answered"
    )
    parser.add_argument(
        "--at-once", type=int, default=32, help="threads played at the same time"
    )
    options = parser.parse_args()
    if not options.url:
        parser.error("say where the server is: --url http://127.0.0.1:8000")
    options.watch_url = options.watch_url or options.url
    return options


async def replay(options: argparse.Namespace) -> Report:
    talks = conversations.read(options.file, options.limit)
    print("making people …", file=sys.stderr)
    parts = await cast(talks)
    speaking, watching = Place(options.url), Place(options.watch_url)
    crowd = Crowd([speaking, watching] if options.both else [speaking], options.open)
    watchers = [Watcher(watching, part.watcher) for part in parts]
    async with AsyncExitStack() as stack:
        stack.push_async_callback(crowd.close)
        for watcher in watchers:
            await watcher.start()
            stack.push_async_callback(watcher.stop)
        play = Play(crowd, Pace(options.speed), sum(len(t.turns) for t in talks))
        began = now()
        await play.all(parts, options.at_once, options.in_flight)
        took = now() - began
        await settle(watchers, play.said)
    again = {p.stream: await watch.read_all(watching, p.watcher) for p in parts}
    return Report(
        file=options.file.name,
        said=play.said,
        seen={watcher.stream: watcher.sight for watcher in watchers},
        resets=sum(watcher.resets for watcher in watchers),
        again=again,
        counted=await people.count([part.stream for part in parts]),
        seconds=took,
        sockets=crowd.opened,
        rows_heard=crowd.rows_heard,
    )


async def cast(talks: list[Conversation]) -> list[Part]:
    """Accounts for everybody who speaks, and for somebody who watches each stream."""
    if talks[0].is_between_two:
        accounts = await people.threads(len(talks))
        pairs = zip(accounts[::2], accounts[1::2], strict=True)
        return [
            Part(talk, {"mentee": mentee, "mentor": mentor}, mentee)
            for talk, (mentee, mentor) in zip(talks, pairs, strict=True)
        ]
    [talk] = talks
    room = f"Replay {time.strftime('%d %b %H:%M:%S')}"
    watcher, *players = await people.members(len(talk.people) + 1, room)
    return [Part(talk, dict(zip(talk.people, players, strict=True)), watcher)]


class Play:
    """Says every turn; in file order in each conversation, bounded in flight."""

    def __init__(self, crowd: Crowd, pace: Pace, total: int) -> None:
        self.said: list[Said] = []
        self._crowd = crowd
        self._pace = pace
        self._total = total

    async def all(self, parts: list[Part], at_once: int, in_flight: int) -> None:
        progress = asyncio.ensure_future(self._progress())
        waiting = iter(parts)
        try:
            await asyncio.gather(
                *(self._some(waiting, in_flight) for _ in range(at_once))
            )
        finally:
            progress.cancel()
            print(file=sys.stderr)

    async def _some(self, waiting: Iterator[Part], in_flight: int) -> None:
        for part in waiting:
            # Between two, a turn answers the one before: it waits for it.
            await self._one(part, 1 if part.conversation.is_between_two else in_flight)

    async def _one(self, part: Part, in_flight: int) -> None:
        """A person's next words wait for the answer to their last, as in a browser."""
        places = asyncio.Semaphore(in_flight)
        last: dict[str, asyncio.Task[None]] = {}
        for turn in part.conversation.turns:
            before = last.get(turn.by)
            if before is not None:
                await before
            await places.acquire()
            await self._pace.turn()
            account = part.players[turn.by]
            last[turn.by] = asyncio.ensure_future(self._say(account, turn.text, places))
            # Lets it start, so that words leave in the order of the file.
            await asyncio.sleep(0)
        await asyncio.gather(*last.values())

    async def _say(
        self, account: Account, body: str, places: asyncio.Semaphore
    ) -> None:
        try:
            self.said.append(await self._crowd.say(account, body))
        finally:
            places.release()

    async def _progress(self) -> None:
        began, pause = now(), 1 if sys.stderr.isatty() else 10
        while True:
            await asyncio.sleep(pause)
            done, seconds = len(self.said), now() - began
            print(
                f"{done:,} of {self._total:,} · {done / seconds:,.0f} a second ",
                end="\r" if sys.stderr.isatty() else "\n",
                file=sys.stderr,
            )


async def settle(watchers: list[Watcher], said: list[Said]) -> None:
    """Waits until the watchers have seen what was stored, or for a while."""
    stored = sum(one.is_stored for one in said)
    deadline = now() + SETTLE
    while now() < deadline:
        if sum(len(watcher.sight.messages) for watcher in watchers) >= stored:
            return
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
