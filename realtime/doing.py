"""Has a socket's frames done by the app that owns the stream, and answers them."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from realtime import writer
from realtime.incoming import text_in
from realtime.later import later as _
from realtime.sources import Refusal, Work
from realtime.streams import label

if TYPE_CHECKING:
    from realtime.socket import Socket

logger = logging.getLogger(__name__)

NOT_HERE = Refusal("not_found", _("That is not here, or not open to you."))
NOT_STORED = Refusal(
    "not_stored", _("That could not be saved just now. Please try again."), 2000
)


class Answers:
    """Brings what the writer has done back to the loop, which is woken once a commit."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._is_woken = False

    def put(self, tell: Callable[..., None], *arguments: Any) -> None:
        """Called by any thread."""
        self._waiting.append((tell, arguments))
        if not self._is_woken:
            self._is_woken = True
            self._loop.call_soon_threadsafe(self._give)

    def _give(self) -> None:
        # What is put from here on wakes the loop again, unless it is still given now.
        self._is_woken = False
        while self._waiting:
            tell, arguments = self._waiting.popleft()
            try:
                tell(*arguments)
            except Exception as problem:
                logger.warning("answer: %s", type(problem).__name__)


def do(socket: "Socket", stream: str, frame: dict[str, Any]) -> None:
    """Starts what a frame asks for; the answer follows after the commit."""
    source = socket.hub.feeds.source_of(stream)
    work = (
        source.act(socket.visitor, frame | {"stream": stream}) if source else NOT_HERE
    )
    if isinstance(work, Refusal):
        refuse(socket, frame, work)
        return
    try:
        future = _submit(work)
    except writer.TooBusy:
        refuse(socket, frame, NOT_STORED)
        return
    tell = socket.hub.answers.put
    future.add_done_callback(lambda done: tell(_answer, socket, frame, work, done))


def refuse(socket: "Socket", frame: dict[str, Any], refusal: Refusal) -> None:
    stream = text_in(frame, "stream")
    socket.refuse(
        refusal.code,
        refusal.reason,
        label(stream) if stream else None,
        cid=text_in(frame, "cid"),
        retry_after_ms=refusal.retry_after_ms,
    )


def _submit(work: Work) -> "Future[Any]":
    if work.batch is not None:
        return writer.current().submit_to(work.batch, work.item)
    assert work.run is not None
    return writer.submit(work.run)


def _answer(
    socket: "Socket", frame: dict[str, Any], work: Work, done: "Future[Any]"
) -> None:
    problem = done.exception()
    if problem is not None:
        # Whether it was stored is not known: the same cid, sent again, finds out.
        logger.warning("not stored: %s", type(problem).__name__)
        refuse(socket, frame, NOT_STORED)
        return
    answer = work.answer(done.result())
    if isinstance(answer, Refusal):
        refuse(socket, frame, answer)
    elif answer is not None:
        socket.send(**answer)
