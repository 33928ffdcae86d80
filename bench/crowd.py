"""The speakers: each has a socket of their own, opened when they speak, few at once."""

import asyncio
import uuid
from collections import OrderedDict
from dataclasses import dataclass

from bench.client import PASSING, Answer, Line, Lost, Place, now
from bench.people import Account

MOST_TRIES = 60


@dataclass(slots=True, frozen=True)
class Said:
    """One post and how it ended; answer is stored, refused, or None if it never came."""

    account: Account
    body: str
    sent_at: float
    answered_at: float
    answer: Answer | None
    tries: int

    @property
    def is_stored(self) -> bool:
        return self.answer is not None and self.answer["type"] == "stored"


class Crowd:
    """Opens a socket when somebody speaks; the one idle longest makes room for it."""

    def __init__(self, places: list[Place], most_open: int) -> None:
        self.opened = 0
        self.rows_heard = 0
        self._places = places
        self._most_open = most_open
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._busy: dict[int, int] = {}
        self._opening = asyncio.Lock()

    async def say(self, account: Account, body: str) -> Said:
        """Posts until it is stored or refused for good, always with the same cid."""
        cid, tries, sent_at, answer = str(uuid.uuid4()), 0, now(), None
        self._busy[account.person] = self._busy.get(account.person, 0) + 1
        try:
            while tries < MOST_TRIES:
                tries += 1
                try:
                    line = await self._line(account)
                    sent_at = sent_at if tries > 1 else now()
                    answer = await line.post(account.stream, cid, body)
                except Lost:
                    await asyncio.sleep(0.2)
                    continue
                if answer.get("code") not in PASSING:
                    break
                await asyncio.sleep(answer.get("retry_after_ms", 1000) / 1000)
        finally:
            self._busy[account.person] -= 1
        return Said(account, body, sent_at, now(), answer, tries)

    async def close(self) -> None:
        await asyncio.gather(*(line.close() for line in self._lines.values()))

    async def _line(self, account: Account) -> Line:
        line = self._lines.pop(account.person, None)
        if line is None or not line.is_open:
            # One at a time, so that there are never more than were allowed.
            async with self._opening:
                await self._make_room()
                line = await self._open(account)
        self._lines[account.person] = line
        return line

    async def _make_room(self) -> None:
        while len(self._lines) >= self._most_open:
            idle = [person for person in self._lines if not self._busy.get(person)]
            if not idle:
                return
            await self._lines.pop(idle[0]).close()

    async def _open(self, account: Account) -> Line:
        place = self._places[account.person % len(self._places)]
        line = await Line.open(place, account.cookie, self._hear)
        self.opened += 1
        await line.join(account.stream)
        return line

    def _hear(self, payload: bytes) -> None:
        # Quotation marks inside a text are escaped, so this counts rows and not words.
        self.rows_heard += payload.count(b'"seq":')
