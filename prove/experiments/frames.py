"""RFC 6455, sections 5 and 7: what must end a connection, and what must not."""

import asyncio
import contextlib
import json
import struct
from collections.abc import Callable

from bench.client import Place
from prove.wire import Wire

# A name, the bytes, and whether the connection must survive them.
Case = tuple[str, bytes, bool]
PING = json.dumps({"type": "ping", "cursors": {}}).encode()
HEART = '{"a":"💚"}'.encode()
RESERVED = (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
CONTROL = (8, 9, 10)
SIZES = (2, 3, 64, 124, 125, 126, 127, 200, 1_000, 65_535)
CODES = (0, 500, 999, *range(1000, 1017), 1100, 2000, 2999, 3000, 3999, 4999, 65535)
NOT_UTF_8 = (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82")
frame: Callable[..., bytes] = Wire.frame


def cases() -> list[Case]:
    return [
        *_opcodes(),
        *_controls(),
        *_closing(),
        *_text(),
        *_pieces_of_text(),
        *_lengths(),
        *_odd(),
    ]


def _opcodes() -> list[Case]:
    first, rest = frame(PING)[0], frame(PING)[1:]
    return [
        *((f"opcode {op} is reserved", frame(b"x", op), False) for op in RESERVED),
        *(
            (f"reserved bits {bits}", bytes([first | bits << 4]) + rest, False)
            for bits in range(1, 8)
        ),
        *(
            (f"opcode {op} without a mask", bytes([0x80 | op, 2]) + b"ok", False)
            for op in (0, 1, 2, *CONTROL)
        ),
    ]


def _controls() -> list[Case]:
    return [
        *(
            (
                f"control {op} of {size} bytes",
                frame(b"x" * size, op),
                size <= 125 and op != 8,
            )
            for op in CONTROL
            for size in SIZES
            if op != 8 or size != 2
        ),
        *(
            (f"control {op} in pieces", frame(b"", op, final=False), False)
            for op in CONTROL
        ),
    ]


def _closing() -> list[Case]:
    return [
        *(
            (f"close with code {code}", frame(struct.pack("!H", code), 8), False)
            for code in CODES
        ),
        *(
            (
                f"a close with {n} bytes of reason",
                frame(b"\x03\xe8" + b"x" * n, 8),
                False,
            )
            for n in (1, 123, 124)
        ),
        ("a close with one byte", frame(b"\x03", 8), False),
        ("a close whose reason is not UTF-8", frame(b"\x03\xe8\xff", 8), False),
    ]


def _text() -> list[Case]:
    return [
        *(
            (f"text that is not UTF-8, {bad.hex()}", frame(b"{" + bad), False)
            for bad in NOT_UTF_8
        ),
        *(
            (
                f"not UTF-8 at byte {at} of pieces",
                _between(HEART, b"", at, broken=True),
                False,
            )
            for at in (2, 7, 8, 9)
        ),
        *(
            (f"a character cut at byte {at}", _between(HEART, b"", at), True)
            for at in (6, 7, 8)
        ),
    ]


def _pieces_of_text() -> list[Case]:
    nothing = frame(b"", 0, final=False)
    return [
        *(
            (f"in {n} pieces", _pieces(PING, n), True)
            for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, len(PING))
        ),
        ("a ping between pieces", _between(PING, frame(b"hi", 9)), True),
        ("text between pieces", _between(PING, frame(PING)), False),
        ("a piece of nothing", frame(b"x", 0), False),
        ("an empty piece between pieces", _between(PING, nothing), True),
        ("binary in pieces", frame(PING, 2, final=False) + frame(b"", 0), True),
    ]


def _lengths() -> list[Case]:
    size = len(PING)
    long, longer = struct.pack("!H", size), struct.pack("!Q", size)
    return [
        ("too big", frame(b"x" * 40_000), False),
        ("a length of 63 bits", b"\x81\xff" + struct.pack("!Q", 2**62), False),
        ("a length of 64 bits", b"\x81\xff" + struct.pack("!Q", 2**63 + 5), False),
        ("a length in two bytes too many", b"\x81\xfe" + long + bytes(4) + PING, False),
        ("a length in eight", b"\x81\xff" + longer + bytes(4) + PING, False),
    ]


def _odd() -> list[Case]:
    return [
        ("no mask", bytes([0x81, len(PING)]) + PING, False),
        ("binary", frame(PING, 2), True),
        ("empty text", frame(b""), True),
        ("HTTP again", b"GET / HTTP/1.1\r\n\r\n" * 3, False),
        ("a pong that nobody asked for", frame(b"x", 10), True),
        ("fifty pings", frame(b"x", 9) * 50, True),
    ]


def _pieces(payload: bytes, number: int) -> bytes:
    size = -(-len(payload) // number)
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(
        frame(part, 0 if n else 1, final=n == len(parts) - 1)
        for n, part in enumerate(parts)
    )


def _between(
    payload: bytes, other: bytes, at: int = 5, *, broken: bool = False
) -> bytes:
    first = frame(payload[:at] + (b"\xff" if broken else b""), 1, final=False)
    return first + other + frame(payload[at:], 0)


async def try_all(place: Place, cookie: str) -> list[tuple[str, bool]]:
    found = []
    for name, data, survives in cases():
        wire = await Wire.open(place, cookie)
        await wire.push(data)
        found.append((name, await _is_alive(wire) == survives))
        wire.close()
    return found


async def _is_alive(wire: Wire) -> bool:
    """Whether it still answers a frame of ours."""
    await wire.push(frame(b'{"type":"post","stream":"room:1","cid":"alive"}'))
    heard = b""
    with contextlib.suppress(OSError, TimeoutError):
        while b'"alive"' not in heard:
            more = await asyncio.wait_for(wire.reader.read(4_096), 1.0)
            if not more:
                return False
            heard += more
    return b'"alive"' in heard
