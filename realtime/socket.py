"""One browser's connection: admits its frames, and gives it answers and rows."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings

from realtime import codes, doing, frames
from realtime.incoming import is_position, parse, stream_of, text_in
from realtime.later import later as _
from realtime.limits import Bucket
from realtime.sources import BadFrame, Visitor
from realtime.wire import EXTENSION, Wire

if TYPE_CHECKING:
    from realtime.hub import Hub

logger = logging.getLogger(__name__)

MOST_UNSENT = 256 * 1024
# Looked at once a second, so it is closed within twenty.
SLOW_FOR = 19.0
MOST_BAD_FRAMES = 20
MOST_STREAMS = 64
LIVES_FOR = 12 * 3600


class Socket:
    def __init__(
        self, hub: "Hub", visitor: Visitor, wire: Wire, address: str = ""
    ) -> None:
        self.hub = hub
        self.visitor = visitor
        self.address = address
        self.is_closed = False
        self.streams: set[str] = set()
        self._reading: set[str] = set()
        self._wire = wire
        self._bucket = Bucket(settings.FRAMES_PER_SECOND, settings.FRAMES_BURST)
        self._bad = 0
        self._refused = 0
        self._born_at = self._heard_at = self._drained_at = time.monotonic()

    # --- Out

    def ready(self, payload: bytes) -> bytes:
        return self._wire.ready(payload)

    def is_busy(self) -> bool:
        """Whether the other side still has to take what it was given."""
        return self._wire.unsent() > 0

    def can_take(self, stream: str) -> bool:
        return stream not in self._reading and not self.is_busy()

    @contextmanager
    def reading(self, stream: str) -> Iterator[None]:
        """Keeps a stream's rows back while they are being read for this socket."""
        self._reading.add(stream)
        try:
            yield
        finally:
            self._reading.discard(stream)

    def write(self, frame: bytes) -> None:
        if not self.is_closed and self._wire.write(frame) > MOST_UNSENT:
            self.cut()

    def write_payload(self, payload: bytes) -> None:
        self.write(self._wire.ready(payload))

    def send(self, type: str, **fields: Any) -> None:
        self.write_payload(frames.frame_in(self.visitor.language, type, **fields))

    def refuse(
        self,
        code: str,
        reason: str,
        stream: str | None = None,
        *,
        cid: str | None = None,
        retry_after_ms: int | None = None,
    ) -> None:
        optional = {"cid": cid, "stream": stream, "retry_after_ms": retry_after_ms}
        fields = {name: value for name, value in optional.items() if value is not None}
        self.send("refused", code=code, reason=reason, **fields)

    def close(self, code: int) -> None:
        if not self.is_closed:
            self._wire.close(code)
            self._end()

    def shut_out(self, code: int) -> None:
        """For who breaks a limit."""
        if not self.is_closed:
            self._wire.shut_out(code)
            self._end()

    def send_away(self, retry_after_ms: int) -> None:
        """The server stops: another one, or its successor, is there in a moment."""
        self.send("going_away", retry_after_ms=retry_after_ms)
        self.close(codes.GOING_AWAY)

    def cut(self) -> None:
        """Ends it at the transport; a browser that is only slow comes back by cursor."""
        self._wire.abort()
        self._end()

    def _end(self) -> None:
        self.is_closed = True
        self.hub.gone(self)

    def look_after(self, now: float) -> None:
        """Once a second: ends what is slow, silent or too old."""
        if not self.is_busy():
            self._drained_at = now
        is_silent = now - self._heard_at > 2.5 * settings.HEARTBEAT
        if now - self._drained_at > SLOW_FOR or is_silent:
            self._wire.close(codes.TOO_SLOW)
            self.cut()
        elif now - self._born_at > LIVES_FOR:
            self.close(codes.GOING_AWAY)

    # --- In

    async def run(self, receive: Any) -> None:
        try:
            while not self.is_closed:
                event = await receive()
                if event["type"] == "websocket.disconnect":
                    return
                await self._take(event)
        finally:
            self._end()

    async def _take(self, event: dict[str, Any]) -> None:
        self._heard_at = time.monotonic()
        wait = self._bucket.wait()
        if wait:
            self._too_many(wait)
            return
        frame: dict[str, Any] = {}
        try:
            frame = parse(event)
            await self._act(frame)
        except BadFrame as problem:
            self._refuse_bad(frame, str(problem))
        except Exception as problem:
            logger.warning("socket: %s", type(problem).__name__)
            self.refuse(
                "not_now",
                _("That did not work just now. Please try again."),
                text_in(frame, "stream"),
                cid=text_in(frame, "cid"),
                retry_after_ms=2000,
            )

    def _too_many(self, wait: float) -> None:
        self._refused += 1
        self.refuse(
            "too_many",
            _("That is more than we can take at once. Please wait a moment."),
            retry_after_ms=int(wait * 1000) + 1,
        )
        if self._refused > settings.FRAMES_BURST:
            self.shut_out(codes.TOO_MANY)

    def _refuse_bad(self, frame: dict[str, Any], reason: str) -> None:
        self._bad += 1
        self.refuse(
            "bad_frame", reason, text_in(frame, "stream"), cid=text_in(frame, "cid")
        )
        if self._bad > MOST_BAD_FRAMES:
            self.shut_out(codes.BAD_FRAMES)

    async def _act(self, frame: dict[str, Any]) -> None:
        type = frame["type"]
        if type == "ping":
            self._ping(frame)
        elif type == "join":
            await self._join(frame)
        elif type == "leave":
            self.hub.feeds.leave(self, self._stream(frame))
        elif type == "typing":
            stream = self._stream(frame)
            if self.hub.feeds.follows(self, stream) and self.visitor.shows_typing:
                self.hub.typing(stream, self.visitor.person)
        else:
            doing.do(self, self._stream(frame), frame)

    def _stream(self, frame: dict[str, Any]) -> str:
        return self._name(stream_of(frame))

    def _name(self, stream: str) -> str:
        """A person's own inbox is "me" on the wire."""
        return f"me:{self.visitor.person}" if stream == "me" else stream

    def _ping(self, frame: dict[str, Any]) -> None:
        cursors = frame.get("cursors", {})
        if not isinstance(cursors, dict) or len(cursors) > MOST_STREAMS:
            raise BadFrame("cursors must be {stream: position}.")
        names = {self._name(stream): stream for stream in cursors}
        tips = self.hub.feeds.tips_for(self, names)
        self.send("tips", tips={names[name]: tip for name, tip in tips.items()})

    async def _join(self, frame: dict[str, Any]) -> None:
        stream = self._stream(frame)
        after, epoch = frame.get("after"), frame.get("epoch")
        if after is not None and not is_position(after):
            raise BadFrame("after must be a position or null.")
        if epoch is not None and not isinstance(epoch, str):
            raise BadFrame("epoch must be text.")
        if len(self.streams) >= MOST_STREAMS and stream not in self.streams:
            raise BadFrame(f"One socket follows at most {MOST_STREAMS} streams.")
        await self.hub.join(self, stream, epoch, after)


def wire_for(scope: dict[str, Any]) -> Wire:
    """What our own server offers; no other bounds what a slow reader costs."""
    wire: Wire = scope["extensions"][EXTENSION]
    return wire
