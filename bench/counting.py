"""Serves as `python -m chatserver` does, and counts what it does: VAR_DIR/queries-<pid>.

Beside its queries: the turns of docs/scale.md, each with how long it took (scale.py).
"""

import functools
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.scale import TURNS
from chatserver.__main__ import main

EVERY = 0.02
LOCK = threading.Lock()
counted: dict[str, float] = dict.fromkeys(
    ("all", "tips", *TURNS, *(f"{turn}_s" for turn in TURNS)), 0
)


def count(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    add(all=1)
    return execute(sql, params, many, context)


def add(**found: float) -> None:
    with LOCK:
        for kind, number in found.items():
            counted[kind] += number


def took(turn: str, began: float) -> None:
    add(**{turn: 1, f"{turn}_s": time.perf_counter() - began})


@functools.cache
def watch_turns() -> None:
    """Once the apps are there."""
    watch_commits()
    watch_nudges()
    watch_reads()


def watch_commits() -> None:
    from realtime import writer

    write = writer._write

    def timed(jobs: Any) -> None:
        began = time.perf_counter()
        write(jobs)
        took("commit", began)

    writer._write = timed


def watch_nudges() -> None:
    """A turn begins when somebody wants to tell, and so holds the wait for the loop."""
    from realtime.layer import Layer

    nudge, gathered = Layer.nudge, Layer._gathered
    wanted: list[float] = []

    def timed_nudge(self: Any, positions: dict[str, int]) -> None:
        wanted[:] = wanted or [time.perf_counter()]
        nudge(self, positions)

    def timed_gathered(self: Any) -> Any:
        # Sent within the same step of the loop.
        if wanted:
            took("publish", wanted.pop())
        return gathered(self)

    Layer.nudge, Layer._gathered = timed_nudge, timed_gathered  # type: ignore[method-assign]


def watch_reads() -> None:
    """Of rows that others wrote, and of tips that are compared."""
    from realtime.hub import Hub

    read_up, compare = Hub._read_up, Hub._compare_tips

    async def timed(self: Any, names: Any) -> None:
        began = time.perf_counter()
        await read_up(self, names)
        took("read", began)

    async def counting(self: Any) -> None:
        add(tips=len(self.feeds.names()))
        await compare(self)

    Hub._read_up, Hub._compare_tips = timed, counting  # type: ignore[method-assign]


def watch(connection: Any, **_: Any) -> None:
    watch_turns()
    if count not in connection.execute_wrappers:
        connection.execute_wrappers.append(count)


def tell(path: Path) -> None:
    """Renamed into place, so that nobody reads half of it."""
    while True:
        part = path.with_name(f"part-{path.name}")
        part.write_text(json.dumps(counted))
        part.rename(path)
        time.sleep(EVERY)


if __name__ == "__main__":
    # The reactor must be Daphne's before anything of Django may ask for one.
    from daphne import server as _  # noqa: F401
    from django.db.backends.signals import connection_created

    connection_created.connect(watch)
    told = Path(os.environ["VAR_DIR"]) / f"queries-{os.getpid()}"
    threading.Thread(target=tell, args=[told], daemon=True).start()
    main()
