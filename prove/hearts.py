"""Finds dead lines as chatserver/static/js/models/heart.js does, which asks no more of TCP."""

import asyncio
import random

from bench.client import HEARTBEAT, now
from prove.load import Member

TICK = 2.0


async def beat(member: Member, chance: random.Random) -> None:
    """Two heartbeats that bring no frame at all: the line is dead."""
    await asyncio.sleep(chance.uniform(0, TICK))
    while True:
        if now() - member.heard_at > 2 * HEARTBEAT:
            member.drop()
        await asyncio.sleep(TICK)
