"""Plays a schedule of posts against a stack while its parts are struck, then looks."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.client import Place, now
from bench.people import Account
from prove.findings import Findings, Struck
from prove.history import Stored
from prove.load import Member
from prove.record import Record
from prove.schedule import schedule
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


Strike = Callable[[], None]


class Storm(Findings):
    def __init__(self, stack: Stack, size: Size, seed: int) -> None:
        super().__init__()
        self.stack = stack
        self.size = size
        self.seed = seed
        self.began = 0.0
        self.lead: Account | None = None

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
        told = await asyncio.to_thread(self.stack.ask, "log")
        history.log = [Stored(*row) for row in told["log"]]
        history.verdicts = set(told["verdicts"])
        history.flags = told["flags"]
        readers = await self._final_readers()
        last = {row.room: row.id for row in sorted(history.log, key=lambda row: row.id)}
        deadline = now() + SETTLES_WITHIN
        while now() < deadline and any(
            m.view.last_id < last.get(m.view.room, 0) for m in [*self.members, *readers]
        ):
            await asyncio.sleep(0.05)
        await asyncio.gather(*(reader.leave() for reader in readers))
        history.views = [m.view for m in [*self.members, *readers]]

    async def leave(self) -> None:
        await asyncio.gather(*(m.leave() for m in [*self.members, *self.moderators]))

    async def _final_readers(self) -> list[Member]:
        first = {m.account.stream: m.account for m in self.members}
        quiet = Record()
        readers = [Member(a, self.places(), quiet, 0) for a in first.values()]
        for reader in readers:
            await asyncio.wait_for(reader.is_following.wait(), SETTLES_WITHIN)
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
