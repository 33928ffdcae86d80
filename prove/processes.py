"""What is asked of processes that were started: to end, how big they are, who they are."""

import os
import signal
import threading
from pathlib import Path

from tests.parts.servers import Process

ENDS_WITHIN = 10.0


def stop(process: Process) -> int:
    """One that has not ended when it should have must say where it hangs."""
    tell = threading.Timer(ENDS_WITHIN, process.signal, [signal.SIGABRT])
    tell.start()
    try:
        code = process.stop()
    finally:
        tell.cancel()
    if code == -signal.SIGABRT:
        raise AssertionError(process.said()[-6_000:])
    return code


def pid_of(process: Process) -> int:
    assert process._process is not None
    return process._process.pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def resident(pid: int) -> float:
    """Megabytes of memory that a process really holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def family(parent: int) -> list[int]:
    """A process and its children: PostgreSQL has one for each connection."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [parent, *map(int, children.split())]
