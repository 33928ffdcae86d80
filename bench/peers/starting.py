"""Starts a peer pinned to the server's core, and ends it again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench import cache, machine
from bench.servers import Crowd, Serving
from bench.stack import ROOT, free_port
from bench.stores import Stores

PATIENCE = 30.0


def numbered(crowd: Crowd) -> list[str]:
    """A peer's people are nobody, and its rooms are numbers."""
    return [f"0 - {number // crowd.size + 1}" for number in range(crowd.sockets)]


@contextmanager
def limit() -> Iterator[Serving]:
    with peer("plain", [str(cache.limit()), "PORT"], {}) as serving:
        yield serving


@contextmanager
def node(script: str, wire: str, stores: Stores | None = None) -> Iterator[Serving]:
    """One in JavaScript; it saves where it gets stores."""
    told = {"NODE_PATH": str(cache.node_folder()), "NODE_ENV": "production"}
    if stores is not None:
        told["SAVE_IN"] = stores.place_for_peers()
    program = ["node", str(ROOT / "bench" / "peers" / script)]
    with peer(wire, program, told, stores=stores) as serving:
        yield serving


@contextmanager
def tutorial(stores: Stores, *, saves: bool) -> Iterator[Serving]:
    told = {"REDIS_URL": stores.redis_url}
    if saves:
        told["SAVE_IN"] = stores.place_for_peers()
    daphne = ["-m", "daphne", "-v", "0", "-p", "PORT"]
    program = [sys.executable, *daphne, "bench.peers.tutorial.chat:application"]
    with peer("tutorial", program, told, stores=stores) as serving:
        yield serving


@contextmanager
def peer(
    wire: str,
    program: list[str],
    told: dict[str, str],
    *,
    stores: Stores | None = None,
    port: int = 0,
) -> Iterator[Serving]:
    """Where a program says PORT it gets one."""
    port = port or free_port()
    command = [str(port) if part == "PORT" else part for part in program]
    with tempfile.TemporaryFile() as log, machine.pinned(machine.CORES.server):
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | told | {"PORT": str(port)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(port, running)
        pids = stores.pids if stores else list
        yield Serving(wire, [port], machine.tree(running.pid), numbered, pids)
    finally:
        end(running)


def wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{running.args!r} did not answer.")


def end(running: "subprocess.Popen[bytes]") -> None:
    running.send_signal(signal.SIGTERM)
    try:
        running.wait(5)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
