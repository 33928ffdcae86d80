"""Cuts the reading of whoever may no longer read, past their own handlers."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from datetime import datetime

from realtime import codes, drift, revocations
from realtime.feeds import Feeds
from realtime.later import later as _
from realtime.models import Revocation
from realtime.reads import read
from realtime.socket import Socket
from realtime.streams import label

logger = logging.getLogger(__name__)

EVERY = 0.5
# One that took longer may have been asked before a freeze, and is old.
LONGEST_LOOK = 5.0
GONE = ("revoked", _("You are no longer in this place."))


class Guard:
    """Reads revocations twice a second, and at once when one is announced."""

    def __init__(
        self, feeds: Feeds, sockets: set[Socket], has_looked: Callable[[float], None]
    ) -> None:
        self._feeds = feeds
        self._sockets = sockets
        self._has_looked = has_looked
        self._announced = asyncio.Event()
        self._obeyed: dict[int, tuple[float, Revocation]] = {}
        # When, by the database's clock, the last look was made.
        self._looked_at: datetime | None = None
        # Who was looked up before then may have been shut out since, for all we know.
        self._trusts_from = 0.0

    def look_now(self) -> None:
        self._announced.set()

    async def begin(self) -> None:
        """What was revoked before this process began holds by what its sockets read."""
        began = time.monotonic()
        old, self._looked_at = await read(revocations.since, await read(drift.now))
        self._obeyed = {r.pk: (0.0, r) for r in old}
        self._has_looked(began)

    async def run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                # wait_for() can lose a cancel in Python 3.11, and the hub never ends.
                async with asyncio.timeout(EVERY):
                    await self._announced.wait()
            self._announced.clear()
            try:
                await self._obey()
            except Exception as problem:
                logger.warning("can't read revocations: %s", type(problem).__name__)

    def was_shut_out(self, person: int, session: str, since: float) -> bool:
        """Whether a socket that looked itself up at that moment missed a revocation."""
        return since < self._trusts_from or any(
            at >= since
            and r.person == person
            and not r.stream
            and r.session in {"", session}
            for at, r in self._obeyed.values()
        )

    async def _obey(self) -> None:
        assert self._looked_at is not None
        began = time.monotonic()
        before = self._looked_at
        found, looked_at = await read(revocations.since, before)
        now, self._looked_at = time.monotonic(), looked_at
        if revocations.may_have_missed(before, looked_at):
            self._send_all_back(now)
        new = [r for r in found if r.pk not in self._obeyed]
        self._obeyed = {r.pk: self._obeyed.get(r.pk, (now, r)) for r in found}
        for revocation in new:
            for socket in list(self._sockets):
                if socket.visitor.person == revocation.person:
                    self._cut(socket, revocation)
        self._has_looked(_counts_from(began))

    def _send_all_back(self, now: float) -> None:
        self._trusts_from = now
        for socket in list(self._sockets):
            socket.close(codes.GOING_AWAY)

    def _cut(self, socket: Socket, revocation: Revocation) -> None:
        if revocation.stream:
            if self._feeds.follows(socket, revocation.stream):
                self._feeds.leave(socket, revocation.stream)
                socket.refuse(*GONE, label(revocation.stream))
        elif revocation.session in {"", socket.visitor.session}:
            socket.close(codes.SIGNED_OUT)


def _counts_from(began: float) -> float:
    """A busy machine looks slowly, and must not go blind for that."""
    ended = time.monotonic()
    return ended if ended - began < LONGEST_LOOK else began
