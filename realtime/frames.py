"""The JSON frames of docs/protocol.md, made ready for the wire."""

from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import override

from realtime.streams import Row


def frame(type: str, **fields: Any) -> bytes:
    """In the language that is spoken now: lazy words become text here."""
    return orjson.dumps({"type": type, **fields}, default=_text)


def frame_in(language: str, type: str, **fields: Any) -> bytes:
    """In somebody's language, which only a frame with lazy words need switch to."""

    def spoken(value: Any) -> str:
        with override(language):
            return _text(value)

    return orjson.dumps({"type": type, **fields}, default=spoken)


def _text(value: Any) -> str:
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't travel")


def encode(row: Row) -> bytes:
    return orjson.dumps({"position": row.position, **row.data})


def rows(stream: str, epoch: str, start: int, end: int, encoded: list[bytes]) -> bytes:
    """All changes of a stream in (start, end]."""
    head = b'{"type":"rows","stream":"%b","epoch":"%b","from":%d,"to":%d,"rows":['
    return head % (stream.encode(), epoch.encode(), start, end) + (
        b",".join(encoded) + b"]}"
    )


def joined(
    stream: str, epoch: str, position: int, encoded: list[bytes], more: bool
) -> bytes:
    head = (
        b'{"type":"joined","stream":"%b","epoch":"%b","position":%d,"more":%b,"rows":['
    )
    return head % (
        stream.encode(),
        epoch.encode(),
        position,
        b"true" if more else b"false",
    ) + (b",".join(encoded) + b"]}")
