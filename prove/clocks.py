"""Clocks that are wrong, and that jump: one process at a time believes them.

`python -m prove.clocks` starts a server whose time.time() and timezone.now() are moved.
Debian's libfaketime deceives a process wholly, but the waits of its threads as well: a
server under it answers late even while nothing happens. So nothing is timed with it.
"""

import os
import runpy
import sys
import time
from datetime import timedelta
from pathlib import Path

from tests.parts.servers import Process

HOUR = 3_600
LIBRARY = next(
    iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None
)
FILE, READ_EVERY = "PROVE_CLOCK_FILE", 0.5


class Clock:
    """What one process takes for the time: so many seconds off, from a file."""

    def __init__(self, folder: Path, process: Process, library: Path | None) -> None:
        self._file = folder / f"clock of {process.name}"
        self.set(0)
        process.environment |= {FILE: str(self._file)}
        if library:
            process.environment |= {
                "LD_PRELOAD": str(library),
                "FAKETIME_TIMESTAMP_FILE": str(self._file),
                "FAKETIME_CACHE_DURATION": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            }
        else:
            process.arguments = ("-m", "prove.clocks", *process.arguments)

    def set(self, seconds: int) -> None:
        """Written beside and moved there, so that nobody reads half a number."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.replace(self._file)


class Offset:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_at = -1.0
        self._seconds = 0.0

    def seconds(self) -> float:
        if time.monotonic() - self._read_at > READ_EVERY:
            self._read_at = time.monotonic()
            self._seconds = float(self._file.read_text())
        return self._seconds


def deceive(offset: Offset) -> None:
    from django.utils import timezone

    true_time, true_now = time.time, timezone.now
    time.time = lambda: true_time() + offset.seconds()
    timezone.now = lambda: true_now() + timedelta(seconds=offset.seconds())


if __name__ == "__main__":
    deceive(Offset(Path(os.environ[FILE])))
    # ["-m", "chatserver"] or ["manage.py", "clock"], as Python itself would take them.
    flag, *rest = sys.argv[1:]
    if flag == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__")
    else:
        sys.argv = [flag, *rest]
        runpy.run_path(flag, run_name="__main__")
