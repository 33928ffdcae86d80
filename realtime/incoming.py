"""Reads frames as browsers send them; anything may come, and BadFrame says what is off."""

from typing import Any

import orjson
from django.conf import settings

from realtime.sources import BadFrame


def parse(event: dict[str, Any]) -> dict[str, Any]:
    """The frame in an ASGI event; raises BadFrame for anything but a JSON object."""
    text = event.get("text")
    if text is None:
        raise BadFrame("Send text frames; binary frames mean nothing here.")
    if len(text.encode("utf-8", "surrogatepass")) > settings.MAX_FRAME:
        raise BadFrame(f"A frame is at most {settings.MAX_FRAME:,} bytes.")
    try:
        frame = orjson.loads(text)
    except orjson.JSONDecodeError as problem:
        raise BadFrame("A frame must be JSON.") from problem
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame("A frame must be a JSON object with a type.")
    return frame


def stream_of(frame: dict[str, Any]) -> str:
    stream = frame.get("stream")
    if not isinstance(stream, str) or not 0 < len(stream) <= 64:
        raise BadFrame("stream must be the name of a stream.")
    return stream


def text_in(frame: dict[str, Any], name: str) -> str | None:
    """A field that is echoed in a refusal, if it is short text."""
    value = frame.get(name)
    return value if isinstance(value, str) and len(value) <= 64 else None


def is_position(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
