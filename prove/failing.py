"""A server that dies at a chosen point of a post, or whose handlers can be made to stick.

Only for experiments: `python -m prove.failing` patches the parts and starts chatserver.
The point is read from the file `failpoint` in VAR_DIR, and obeyed once.
"""

import os
import runpy
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")

import django
from daphne import server as _  # noqa: F401  the reactor comes first

django.setup()

from chatserver import clock  # noqa: E402
from moderation import machinery_clockwork  # noqa: E402
from prove import stuck  # noqa: E402
from realtime import streams, writer  # noqa: E402
from rooms.source import RoomSource  # noqa: E402

FILE = Path(os.environ["VAR_DIR"]) / "failpoint"


def dies(owner: Any, name: str, point: str, *, after: bool) -> None:
    """Has owner.name kill this process, before or after it works, at that point."""
    works: Callable[..., Any] = getattr(owner, name)

    def work(*args: Any, **kwargs: Any) -> Any:
        is_post = moves_something(owner, args)
        if is_post and not after:
            die_at(point)
        answer = works(*args, **kwargs)
        if is_post and after:
            die_at(point)
        return answer

    setattr(owner, name, work)


def moves_something(owner: Any, args: tuple[Any, ...]) -> bool:
    """The writer also writes what nobody posted, who is here, say; no stream moves."""
    if owner is writer:
        return args[0][0].batch is not None
    return owner is not streams or bool(args[0])


def die_at(point: str) -> None:
    if FILE.exists() and FILE.read_text() == point:
        FILE.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def stick() -> None:
    admits = RoomSource.admit

    def admit(self: RoomSource, asking: Any) -> list[bool]:
        if any(asked[1] == stuck.NAME for asked in asking):
            time.sleep(stuck.SECONDS)
        return admits(self, asking)

    RoomSource.admit = admit  # type: ignore[method-assign]


# In the order in which a post passes them.
POINTS = {
    "begin": lambda: dies(streams, "_lock", "begin", after=False),
    "position": lambda: dies(streams.Line, "next_position", "position", after=True),
    "commit": lambda: dies(streams, "_save", "commit", after=True),
    "nudge": lambda: dies(streams, "_tell", "nudge", after=False),
    "ack": lambda: dies(streams, "_tell", "ack", after=True),
    "answered": lambda: dies(writer, "_write", "answered", after=True),
}


def plant() -> None:
    # Its words would fall into traps that are meant for the experiment's.
    clock.JOBS.pop(machinery_clockwork.fly_canary)
    for trap in POINTS.values():
        trap()
    stick()


if __name__ == "__main__":
    plant()
    runpy.run_module("chatserver", run_name="__main__")
