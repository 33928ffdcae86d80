"""What runs inside a server process: the writer, the hub and, where it is alone, the
clock."""

import asyncio
import fcntl
import gc
import logging
import sys
from datetime import timedelta
from typing import IO

from django.conf import settings
from django.urls import reverse

from chatserver import canary, clock
from chatserver.wiring import TABLE
from moderation import machinery, machinery_clockwork
from realtime import writer
from realtime.drift import drift
from realtime.hub import Hub
from realtime.layer import Layer
from realtime.reads import read

logger = logging.getLogger(__name__)

WATCH_EVERY = 5.0
# Opening hours and pauses are kept by each process's own clock, so these must agree.
MOST_DRIFT = timedelta(seconds=5)
_hub: Hub | None = None
_tasks: "list[asyncio.Task[None]]" = []
_is_clock_late = False
_is_adrift = False
_lock: IO[str] | None = None


def hub() -> Hub | None:
    """The process's hub; None while it starts or stops."""
    return _hub


def state() -> str:
    """ready, not ready, or degraded: nudges are lost, or a clock has stopped or is off."""
    if _hub is None or not writer.is_well() or _hub.is_blind():
        return "not ready"
    is_degraded = _hub.is_degraded() or _is_clock_late or _is_adrift
    return "degraded" if is_degraded else "ready"


def is_alone() -> bool:
    """Whether this must be the only server process: nothing would carry its nudges."""
    return settings.IS_SQLITE or not settings.CHANNEL_LAYERS


def make_folder() -> None:
    """VAR_DIR, which nobody else on this machine may look into."""
    try:
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        sys.exit(
            f"VAR_DIR is {str(settings.VAR_DIR)!r}, which can't be made: "
            f"{problem.strerror}. Name a folder in which you may write."
        )


def take_lock() -> None:
    """Refuses to start beside another server where there may be only one."""
    global _lock
    if not is_alone():
        return
    make_folder()
    _lock = (settings.VAR_DIR / "server.lock").open("w")
    try:
        fcntl.flock(_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(
            "Another Alongside server is running here. Stop it first; or give "
            "DATABASE_URL (PostgreSQL) and REDIS_URL to run more than one."
        )


async def start() -> None:
    global _hub
    writer.begin()
    starting = Hub(TABLE, Layer() if settings.CHANNEL_LAYERS else None)
    await starting.start()
    _hub = starting
    jobs = [canary.listen(starting), _watch_clock()]
    if is_alone():
        jobs.append(clock.run_inside())
    _tasks.extend(asyncio.ensure_future(job) for job in jobs)
    # For the first link it makes Django reads every address: 18 ms, inside a commit.
    reverse("home")
    spare_the_collector()


async def _watch_clock() -> None:
    """Has the leads told, once, when no clock goes on anywhere; finds one that is off."""
    global _is_adrift, _is_clock_late
    seen = clock.Pulse()
    while True:
        await asyncio.sleep(WATCH_EVERY)
        try:
            beat = await read(machinery.last_beat)
            _is_clock_late = seen.is_late(beat)
            _is_adrift = abs(await read(drift)) > MOST_DRIFT
            if _is_adrift:
                logger.error("this computer's clock differs from the database's")
            if _is_clock_late:
                await read(machinery_clockwork.tell_of_stopped_clock, beat)
        except Exception as problem:
            logger.warning("can't watch the clock: %s", type(problem).__name__)


def spare_the_collector() -> None:
    """What is loaded by now stays for good; looking through it again costs deliveries.

    Each connection that ends leaves some sixty to two hundred objects to be collected.
    A little at a time: looking through a million at once held everybody up for .7 s.
    """
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)
    gc.enable()


async def stop(over: float) -> None:
    """Sends sockets away over some seconds and finishes the commits in flight."""
    global _hub
    stopping, _hub = _hub, None
    while _tasks:
        _tasks.pop().cancel()
    if stopping is not None:
        await stopping.send_away(over)
        await stopping.stop()
    await asyncio.get_running_loop().run_in_executor(None, writer.end)
