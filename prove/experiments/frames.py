"""RFC 6455, sections 5 and 7: what must end a connection, and what must not."""

import asyncio
import contextlib
import json
import struct
from collections.abc import Callable

from bench.client import Place
from prove.wire import Wire


def cases() -> list[tuple[str, bytes, bool]]:
    """(name, bytes, whether the connection must survive them)."""
    frame: Callable[..., bytes] = Wire.frame
    ping = json.dumps({"type": "ping", "cursors": {}}).encode()
    cases = [
        (f"opcode {op} is reserved", frame(b"x", op), False)
        for op in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
    ]
    cases += [
        (
            f"reserved bits {bits}",
            bytes([frame(ping)[0] | bits << 4]) + frame(ping)[1:],
            False,
        )
        for bits in range(1, 8)
    ]
    cases += [
        (
            f"control {op} of {size} bytes",
            frame(b"x" * size, op),
            size <= 125 and op != 8,
        )
        for op in (8, 9, 10)
        for size in (2, 3, 64, 124, 125, 126, 127, 200, 1_000, 65_535)
        if op != 8 or size != 2
    ]
    cases += [
        (f"control {op} in pieces", frame(b"", op, final=False), False)
        for op in (8, 9, 10)
    ]
    cases += [
        (f"close with code {code}", frame(struct.pack("!H", code), 8), False)
        for code in (
            0,
            500,
            999,
            *range(1000, 1017),
            1100,
            2000,
            2999,
            3000,
            3999,
            4999,
            65535,
        )
    ]
    cases += [
        (f"text that is not UTF-8, {bad.hex()}", frame(b"{" + bad), False)
        for bad in (
            b"\xff",
            b"\xc0\xaf",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"\xe2\x82",
        )
    ]
    cases += [
        (f"in {n} pieces", _pieces(ping, n), True)
        for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, len(ping))
    ]
    cases += [
        ("a ping between pieces", _between(ping, frame(b"hi", 9)), True),
        ("text between pieces", _between(ping, frame(ping)), False),
        ("a piece of nothing", frame(b"x", 0), False),
        ("no mask", bytes([0x81, len(ping)]) + ping, False),
        ("binary", frame(ping, 2), True),
        ("empty text", frame(b""), True),
        ("too big", frame(b"x" * 40_000), False),
        ("a length of 63 bits", b"\x81\xff" + struct.pack("!Q", 2**62), False),
        ("a length of 64 bits", b"\x81\xff" + struct.pack("!Q", 2**63 + 5), False),
        ("a close with one byte", frame(b"\x03", 8), False),
        ("a close whose reason is not UTF-8", frame(b"\x03\xe8\xff", 8), False),
        ("HTTP again", b"GET / HTTP/1.1\r\n\r\n" * 3, False),
    ]
    return cases + _more_cases(ping)


def _more_cases(ping: bytes) -> list[tuple[str, bytes, bool]]:
    frame: Callable[..., bytes] = Wire.frame
    size, heart = len(ping), '{"a":"💚"}'.encode()
    cases = [
        (f"opcode {op} without a mask", bytes([0x80 | op, 2]) + b"ok", False)
        for op in (0, 1, 2, 8, 9, 10)
    ]
    cases += [
        (f"a close with {n} bytes of reason", frame(b"\x03\xe8" + b"x" * n, 8), False)
        for n in (1, 123, 124)
    ]
    cases += [
        (
            f"not UTF-8 at byte {at} of pieces",
            _between(heart, b"", at, broken=True),
            False,
        )
        for at in (2, 7, 8, 9)
    ]
    cases += [
        (f"a character cut at byte {at}", _between(heart, b"", at), True)
        for at in (6, 7, 8)
    ]
    long, longer = struct.pack("!H", size), struct.pack("!Q", size)
    cases += [
        ("a length in two bytes too many", b"\x81\xfe" + long + bytes(4) + ping, False),
        ("a length in eight", b"\x81\xff" + longer + bytes(4) + ping, False),
        (
            "an empty piece between pieces",
            _between(ping, frame(b"", 0, final=False)),
            True,
        ),
        ("binary in pieces", frame(ping, 2, final=False) + frame(b"", 0), True),
        ("a pong that nobody asked for", frame(b"x", 10), True),
        ("fifty pings", frame(b"x", 9) * 50, True),
    ]
    return cases


def _pieces(payload: bytes, number: int) -> bytes:
    size = -(-len(payload) // number)
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(
        Wire.frame(part, 0 if n else 1, final=n == len(parts) - 1)
        for n, part in enumerate(parts)
    )


def _between(
    payload: bytes, other: bytes, at: int = 5, *, broken: bool = False
) -> bytes:
    first = Wire.frame(payload[:at] + (b"\xff" if broken else b""), 1, final=False)
    return first + other + Wire.frame(payload[at:], 0)


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
    await wire.push(wire.frame(b'{"type":"post","stream":"room:1","cid":"alive"}'))
    heard = b""
    with contextlib.suppress(OSError, TimeoutError):
        while b'"alive"' not in heard:
            more = await asyncio.wait_for(wire.reader.read(4_096), 1.0)
            if not more:
                return False
            heard += more
    return b'"alive"' in heard
