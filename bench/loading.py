"""Runs the generator against a server, and counts what both used meanwhile."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import cache, machine, words
from bench.servers import Crowd, Serving

Look = Callable[[], float]


def nothing() -> float:
    return 0.0


@dataclass(frozen=True)
class Measured:
    """One run: what the generator saw, and the processors' time of server and stores."""

    seen: dict[str, Any]
    server_s: float
    stores_s: float
    server_kb: float
    # How far whatever else was looked at has moved.
    moved: float = 0.0

    @property
    def a_second(self) -> float:
        """Rows that reached a socket, a second."""
        return float(self.seen["deliveries"] / self.seen["seconds"])

    @property
    def ms_a_thousand(self) -> float:
        """The server's processor time for 1,000 delivered rows."""
        return 1e6 * self.server_s / max(1, self.seen["deliveries"])

    @property
    def p50(self) -> float:
        return float(self.seen["seen"]["p50"])

    @property
    def p99(self) -> float:
        return float(self.seen["seen"]["p99"])

    @property
    def faults(self) -> dict[str, int]:
        return {name: n for name, n in self.seen["faults"].items() if n}

    def line(self) -> str:
        if not self.seen["deliveries"]:
            return f"no rows, {self.server_s:.2f} s of processor"
        return (
            f"{self.a_second:,.0f} rows a second,"
            f" {self.ms_a_thousand:.2f} ms of processor for 1,000 rows,"
            f" p50 {self.p50:.1f} p99 {self.p99:.1f} ms {self.faults or ''}"
        )

    def kept(self) -> dict[str, Any]:
        """As it stands in the results."""
        return self.seen | {
            "server_s": round(self.server_s, 3),
            "stores_s": round(self.stores_s, 3),
            "server_kb": round(self.server_kb),
        }


class Load:
    """A generator's files: they lie in one folder, and sentences are written once."""

    def __init__(self, folder: Path) -> None:
        self._people = folder / "people.txt"
        self._bodies = words.write(folder)

    def run(
        self, serving: Serving, crowd: Crowd, look: Look = nothing, **plan: float
    ) -> Measured:
        """plan: flight, rate, warm, seconds, opening, missed; see load.c."""
        self._people.write_text("\n".join(serving.seats(crowd)) + "\n")
        command = [str(cache.generator()), serving.wire]
        command += [str(self._people), str(self._bodies)]
        for port in serving.ports:
            command += ["--at", str(port)]
        for name, value in plan.items():
            command += [f"--{name}", str(value)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            try:
                return self._follow(serving, running, look)
            finally:
                running.kill()

    def _follow(
        self, serving: Serving, running: "subprocess.Popen[str]", look: Look
    ) -> Measured:
        used: list[tuple[float, ...]] = []
        # By then its servers have opened all their connections.
        stores: list[int] = []
        kb = 0.0
        assert running.stdout is not None
        for line in running.stdout:
            if line.startswith("{"):
                server, store, looked = (b - a for a, b in zip(*used, strict=True))
                return Measured(json.loads(line), server, store, kb, looked)
            stores = stores or serving.store_pids()
            kb = machine.resident_kb(serving.pids)
            times = map(machine.processor_s, (serving.pids, stores))
            used.append((*times, look()))
        raise RuntimeError(f"The generator ended with {running.wait()}.")
