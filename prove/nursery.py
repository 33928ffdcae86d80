"""A server that is started a thousand times: forked from a process that has loaded everything.

`python -m prove.nursery` forks prove.failing's server for each line that it reads, and
answers with its pid. To be killed, and to come back, is as for any other process.
"""

import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from prove.processes import is_alive
from prove.stack import OnPostgres, OnSqlite, on_postgres, on_sqlite
from tests.parts.servers import ROOT, Server

DIES_WITHIN = 10.0
MOST_STARTS = 5
PROGRAM = ("-m", "prove.failing")
Ground = OnSqlite | OnPostgres
GROUNDS: dict[str, Callable[[], AbstractContextManager[Ground]]] = {
    "SQLite": lambda: on_sqlite(PROGRAM),
    "PostgreSQL": lambda: on_postgres(PROGRAM),
}


class Forked(Server):
    """One server at a time; the process that forks it lives until stop()."""

    _nursery: "subprocess.Popen[str] | None" = None
    _pid = 0

    def start(self) -> None:
        if self._nursery is None:
            self._nursery = self._begin()
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write("\n")
        self._nursery.stdin.flush()
        self._pid = int(self._nursery.stdout.readline())
        self.wait_until_ready()

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def come_back(self) -> None:
        """Somebody else may hold its port for a moment; there are a thousand starts."""
        for _ in range(MOST_STARTS - 1):
            with suppress(AssertionError):
                self.start()
                return
            self.kill()
        self.start()

    def stop(self) -> int:
        """Its exit code is the nursery's to know; here it only has to be gone."""
        self._send(signal.SIGTERM)
        if self._nursery is not None:
            self._nursery.kill()
            self._nursery.communicate()
            self._nursery = None
        return 0

    def is_running(self) -> bool:
        return self._pid != 0 and is_alive(self._pid)

    def _begin(self) -> "subprocess.Popen[str]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "prove.nursery"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def _send(self, number: signal.Signals) -> None:
        if not self.is_running():
            return
        with suppress(ProcessLookupError):  # it may just have fallen into its trap
            os.kill(self._pid, number)
        deadline = time.monotonic() + DIES_WITHIN
        while self.is_running() and time.monotonic() < deadline:
            time.sleep(0.005)


@contextmanager
def alone_on(kind: str) -> Iterator[tuple[Ground, Forked]]:
    """A database with one server: a second would fall into the traps first."""
    with GROUNDS[kind]() as stack:
        for process in [*stack.servers, *stack.others]:
            process.stop()
        server = Forked(stack.folder, "forked", **stack.knobs)
        stack.servers = [server]
        server.start()
        yield stack, server


def set_trap(stack: Ground, point: str) -> Path:
    """The server dies at that point of what comes next."""
    trap = stack.folder / "failpoint"
    trap.write_text(point)
    return trap


def wait_until_sprung(trap: Path) -> None:
    deadline = time.monotonic() + 5
    while trap.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    trap.unlink(missing_ok=True)


def main() -> None:
    import prove.failing
    from chatserver.__main__ import refuse_unless_sound

    prove.failing.plant()
    # What a start costs most: the rules, the pages and their addresses.
    refuse_unless_sound()
    # Nobody waits for the dead.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            serve()
        print(pid, flush=True)


def serve() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdin.close()
    runpy.run_module("chatserver", run_name="__main__")
    os._exit(0)


if __name__ == "__main__":
    main()
