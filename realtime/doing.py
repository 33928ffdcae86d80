"""Has a socket's frames done by the app that owns the stream, and answers them."""

import asyncio
import logging
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


def do(socket: "Socket", stream: str, frame: dict[str, Any]) -> None:
    """Starts what a frame asks for; the answer follows after the commit."""
    source = socket.hub.feeds.source_of(stream)
    work = (
        source.act(socket.visitor, frame | {"stream": stream}) if source else NOT_HERE
    )
    if isinstance(work, Refusal):
        refuse(socket, frame, work)
        return
    loop = asyncio.get_running_loop()
    try:
        future = _submit(work)
    except writer.TooBusy:
        refuse(socket, frame, NOT_STORED)
        return
    future.add_done_callback(
        lambda done: loop.call_soon_threadsafe(_answer, socket, frame, work, done)
    )


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
