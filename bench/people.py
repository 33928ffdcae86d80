"""Makes the accounts that a bench plays with, by management commands on the same stores.

The commands take DATABASE_URL, VAR_DIR and SECRET_KEY from the environment, as the
server did.
"""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True, frozen=True)
class Account:
    """Somebody signed in, and the stream that they belong to."""

    cookie: str
    person: int
    stream: str


async def members(number: int, room: str) -> list[Account]:
    return await _people(str(number), "--room", room)


async def threads(number: int) -> list[Account]:
    """The mentee and the mentor of each thread, one after the other."""
    return await _people(str(number), "--threads")


async def count(streams: list[str]) -> dict[str, Any]:
    """{"messages", "verdicts", "flags": {level: number}}, as the database has them."""
    counted: dict[str, Any] = json.loads(await _manage("bench_count", *streams))
    return counted


async def _people(*arguments: str) -> list[Account]:
    told = await _manage("bench_people", *arguments, "--json")
    return [Account(**json.loads(line)) for line in told.splitlines()]


async def _manage(*arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "manage.py", *arguments),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    if process.returncode:
        raise SystemExit(f"manage.py {arguments[0]} did not work.")
    return told.decode()
