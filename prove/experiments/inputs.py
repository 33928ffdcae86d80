"""E10: bad input, on the frame parser and on live sockets, with honest people beside it."""

import asyncio
import contextlib
import json
import random
import struct
from collections.abc import Callable

from bench.client import Place, now
from prove.experiments.sockets import talking
from prove.malice import bad_text
from prove.results import Result
from prove.stack import on_sqlite
from prove.wire import Wire

PARSED = {"full": 800_000, "short": 40_000}
LIVE = {"full": 200_000, "short": 4_000}
# A socket is left for a new one after so many, as too many bad frames end it anyway.
A_SOCKET = 15


async def bad_inputs(result: Result) -> None:
    chance = random.Random(result.seed)
    with on_sqlite() as stack:
        number = PARSED[result.form]
        crashes = await asyncio.to_thread(
            stack.ask, "parse", str(result.seed), str(number)
        )
        async with talking(stack, result.seed) as crowd:
            began = now()
            account = crowd.storm.members[0].account
            sent = await _live(stack.places[0], account.cookie, chance, result.form)
            raw = await _raw_cases(stack.places[0], account.cookie)
            others = crowd.since(began)
            cuts = len(crowd.storm.record.cuts)
        said = stack.servers[0].said()
        alive = stack.servers[0].is_running()
    result.tell("frames given to the parser", number)
    result.exact("answers of the parser that are no answer", crashes, 0)
    result.tell("frames sent to live sockets", sent)
    result.tell("raw RFC 6455 cases", len(raw))
    result.exact(
        "cases that did not end as they must", [n for n, ok in raw if not ok], []
    )
    result.exact("the server is alive", alive, True)
    result.exact("exceptions that nobody caught", said.count("Uncaught"), 0)
    result.exact("handlers that failed", said.count("WARNING realtime.socket"), 0)
    result.exact("honest sockets that ended", cuts, 0)
    result.spread("honest people meanwhile: wished → seen by all", others)


async def _live(place: Place, cookie: str, chance: random.Random, form: str) -> int:
    sent = 0
    while sent < LIVE[form]:
        wire = await Wire.open(place, cookie)
        for _ in range(A_SOCKET):
            text = bad_text(chance).encode("utf-8", "surrogatepass")
            await wire.push(wire.frame(text[:16_000]))
            sent += 1
        wire.close()
    return sent


# --- RFC 6455, sections 5 and 7: what must end a connection, and what must not


def _cases() -> list[tuple[str, bytes, bool]]:
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
    return cases


def _pieces(payload: bytes, number: int) -> bytes:
    size = -(-len(payload) // number)
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(
        Wire.frame(part, 0 if n else 1, final=n == len(parts) - 1)
        for n, part in enumerate(parts)
    )


def _between(payload: bytes, other: bytes) -> bytes:
    first = Wire.frame(payload[:5], 1, final=False)
    return first + other + Wire.frame(payload[5:], 0)


async def _raw_cases(place: Place, cookie: str) -> list[tuple[str, bool]]:
    found = []
    for name, data, survives in _cases():
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
