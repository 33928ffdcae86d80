"""Plays a schedule of posts against a stack while its parts are struck, then looks."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.client import Place, now
from bench.people import Account
from prove import checker
from prove.history import Operation, Stored
from prove.load import Member, Record, schedule
from prove.stack import Stack

SETTLES_WITHIN = 30.0
# Every so many posts, one is sent again after its answer, with the same cid.
AGAIN_EVERY = 25


@dataclass(slots=True, frozen=True)
class Size:
    """How much is asked of a stack."""

    rooms: int
    members: int  # in each room
    posts: int
    rate: float  # posts a second, all together
    distress: int


@dataclass(slots=True)
class Struck:
    kind: str
    began: float
    # When the part was whole again, as its process tells; clients may take longer.
    whole: float


Strike = Callable[[], None]


@dataclass
class Storm:
    stack: Stack
    size: Size
    seed: int
    record: Record = field(default_factory=Record)
    members: list[Member] = field(default_factory=list)
    moderators: list[Member] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    began: float = 0.0
    lead: Account | None = None

    async def play(self, strikes: list[tuple[str, Strike]]) -> None:
        """Posts all along; each strike comes at its share of the time, one by one."""
        chance = random.Random(self.seed)
        size = self.size
        await self.gather()
        wishes = schedule(
            chance, len(self.members), size.posts, size.rate, size.distress
        )
        self.began = now()
        striking = asyncio.ensure_future(self._strike(chance, strikes))
        saying = []
        for number, wish in enumerate(wishes):
            await asyncio.sleep(max(0.0, self.began + wish.at - now()))
            again = number % AGAIN_EVERY == 0
            member = self.members[wish.member]
            saying.append(asyncio.ensure_future(member.say(wish, again=again)))
        await asyncio.gather(*saying)
        await striking
        await self.look()

    async def gather(self) -> None:
        size = self.size
        told = await asyncio.to_thread(
            self.stack.ask, "people", str(size.rooms), str(size.members), "2"
        )
        accounts = [Account(**one) for one in told]
        for number, account in enumerate(accounts):
            if account.stream == "me":
                self.lead = account
                continue
            member = Member(account, self.places(), self.record, self.seed + number)
            kind = self.moderators if account.stream == "flags" else self.members
            kind.append(member)
        await asyncio.gather(
            *(m.is_following.wait() for m in [*self.members, *self.moderators])
        )

    def places(self) -> list[Place]:
        """Where clients find the servers."""
        return self.stack.places

    async def look(self) -> None:
        """A reader that knows nothing reads each room; everybody else catches up."""
        history = self.record.history
        finals = await self._final_readers()
        lengths = {reader.account.stream: reader.cursor for reader in finals}
        deadline = now() + SETTLES_WITHIN
        while now() < deadline and any(
            m.cursor < lengths[m.account.stream] for m in self.members
        ):
            await asyncio.sleep(0.05)
        told = await asyncio.to_thread(self.stack.ask, "log")
        history.log = [Stored(*row) for row in told["log"]]
        history.verdicts = set(told["verdicts"])
        history.flags = told["flags"]
        history.views = [m.view for m in [*self.members, *finals]]

    async def leave(self) -> None:
        await asyncio.gather(*(m.leave() for m in [*self.members, *self.moderators]))

    async def _final_readers(self) -> list[Member]:
        first = {m.account.stream: m.account for m in self.members}
        quiet = Record()
        readers = [Member(a, self.places(), quiet, 0) for a in first.values()]
        for reader in readers:
            await asyncio.wait_for(reader.is_following.wait(), SETTLES_WITHIN)
            await reader.leave()
            reader.view.is_final = True
            reader.view.client = f"reader of {reader.account.stream}"
        return readers

    async def _strike(
        self, chance: random.Random, strikes: list[tuple[str, Strike]]
    ) -> None:
        pace = self.size.posts / self.size.rate / (len(strikes) + 1)
        for number, (kind, strike) in enumerate(strikes, 1):
            at = self.began + pace * (number + chance.uniform(-0.25, 0.25))
            await asyncio.sleep(max(0.0, at - now()))
            began = now()
            await asyncio.to_thread(strike)
            self.struck.append(Struck(kind, began, now()))
            for member in self.members:
                member.go_home()

    # --- What came of it

    def faults(self) -> dict[str, int]:
        found = checker.check(self.record.history)
        return found | {"flags that no moderator was handed": self._unseen_flags()}

    def _unseen_flags(self) -> int:
        handed = {row.id for m in self.moderators for row in m.view.rows}
        return max(0, len(self.record.history.flags) - len(handed))

    def delays(self, members: list[Member] | None = None) -> dict[str, float]:
        """By body: seconds from the wish until everybody in the room had been handed it."""
        wished = {op.body: op.invoked_at for op in self.record.history.operations}
        last: dict[str, float] = {}
        for member in members or self.members:
            for row in member.view.rows:
                last[row.body] = max(last.get(row.body, 0.0), row.at)
        return {body: at - wished[body] for body, at in last.items() if body in wished}

    def healing(self, kind: str) -> list[float]:
        """The delays of what was wished while a part was down, or just before."""
        return self._during(kind, self.delays(), self.record.history.operations)

    def among(self, home: int, kind: str) -> list[float]:
        """The same among those who are at home on one server: its writers, its readers."""
        here = [member for member in self.members if member.home == home]
        authors = {member.account.person for member in here}
        ops = [op for op in self.record.history.operations if op.author in authors]
        return self._during(kind, self.delays(here), ops)

    def healed(self, kind: str) -> list[float]:
        """From the end of a fault until what was wished in it was seen by all."""
        delays, found = self.delays(), []
        for struck in self.struck:
            for op in self.record.history.operations if struck.kind == kind else []:
                if op.body in delays and struck.began <= op.invoked_at <= struck.whole:
                    seen = op.invoked_at + delays[op.body]
                    found.append(max(0.0, seen - struck.whole))
        return found

    def _during(
        self, kind: str, delays: dict[str, float], ops: list[Operation]
    ) -> list[float]:
        spans = [(s.began - 0.1, s.whole) for s in self.struck if s.kind == kind]
        return [
            delays[op.body]
            for op in ops
            if op.body in delays
            and any(begin <= op.invoked_at <= end for begin, end in spans)
        ]

    def calm(self) -> list[float]:
        """The delays of what was wished three seconds and more after any strike."""
        delays = self.delays()
        spans = [(s.began - 1.0, s.whole + 3.0) for s in self.struck]
        return [
            delays[op.body]
            for op in self.record.history.operations
            if op.body in delays
            and not any(begin <= op.invoked_at <= end for begin, end in spans)
        ]

    def silences(self, code: int | None = None) -> list[float]:
        """How long sockets that ended were away; only those closed with this code."""
        return [
            cut.back_at - cut.at
            for cut in self.record.cuts
            if cut.back_at is not None and code in (None, cut.code)
        ]

    def counts(self) -> dict[str, Any]:
        record = self.record
        return record.history.counts() | {
            "asked again with the same cid": record.asked_again,
            "sockets that ended": len(record.cuts),
            "frames not at the cursor": record.misfits,
            "resets": record.resets,
            "strikes": len(self.struck),
        }
