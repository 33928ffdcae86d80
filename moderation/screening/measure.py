"""Measures a screener: what it catches, what it flags for nothing, how long it takes."""

import csv
import gzip
import json
import math
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moderation.screening import manners
from moderation.screening.screener import Screener
from moderation.screening.verdict import SEVERITIES

RAISES_A_FLAG = frozenset(SEVERITIES[2:])
LABELS = {"text", "kind", "concern", "severity_min"}
# What the makers of a pool put before what people said, or in its place. Learnt from,
# it would be the surest sign of everyday talk there is.
MARKS = re.compile(r"^Post: |\[(?:NAME|RELIGION)\]|<(?:link|address)>")


@dataclass(slots=True)
class Tally:
    """How many texts of one kind were read, and how heavy they were found."""

    read: int = 0
    flagged: int = 0
    red: int = 0
    # Flagged, or shown to a moderator in a thread or from a newcomer (manners.py).
    seen: int = 0

    def add(self, severity: str, has_manner: bool = False) -> None:
        self.read += 1
        self.flagged += severity in RAISES_A_FLAG
        self.red += severity == "red"
        self.seen += severity in RAISES_A_FLAG or has_manner

    @property
    def share(self) -> float:
        return self.flagged / self.read if self.read else 0.0


@dataclass(slots=True)
class Measurement:
    tallies: dict[str, Tally] = field(default_factory=dict)
    microseconds: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        return sum(self.microseconds) / max(1, len(self.microseconds))

    def quantile(self, share: float) -> float:
        ordered = sorted(self.microseconds) or [0.0]
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(screener: Screener, texts: Iterable[tuple[str, str]]) -> Measurement:
    """Screens (kind, text) pairs; time is processor time, so that neighbours on a
    busy machine do not count."""
    measurement = Measurement()
    for kind, text in texts:
        begun = time.thread_time_ns()
        verdict = screener.screen(text)
        measurement.microseconds.append((time.thread_time_ns() - begun) / 1000)
        measurement.tallies.setdefault(kind, Tally()).add(verdict.severity)
    return measurement


def read_pool(path: Path) -> Iterator[tuple[str, str]]:
    """(kind, text) of a gzipped table with a source and, where labelled, a risk."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            risk = {"0": ", labelled no risk", "1": ", labelled risk"}
            text = MARKS.sub("", row["text"])
            yield row["source"] + risk.get(row.get("risk", ""), ""), text


def read_room(path: Path) -> Iterator[tuple[str, str]]:
    """(kind, text) of a gzipped log of a chat room, one JSON line a message."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield "busy_room", MARKS.sub("", json.loads(line)["text"])


def wilson(caught: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share, honest for small numbers too."""
    if not of:
        return 0.0, 1.0
    share = caught / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    spread = math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    half = z * spread / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table of labelled lines; ValueError where it is none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not set(rows.fieldnames or ()) >= LABELS:
            raise ValueError(f"it must name {', '.join(sorted(LABELS))}")
        yield from rows


def groups(row: Mapping[str, str]) -> Iterator[str]:
    """Under which headings a labelled line is counted."""
    kind, level = row["kind"], row["severity_min"]
    if level in ("", "none"):
        yield from ("harmless", f"harmless, {kind}")
        return
    yield "distress"
    if kind == "explicit":
        urgency = "urgent" if level == "red" else "not urgent"
        yield from ("explicit", f"explicit, {row['concern']}", f"explicit, {urgency}")
    elif kind != "ambiguous":
        yield from ("disguised", f"disguised, {row.get('evasion') or kind}")


def score(screener: Screener, rows: Iterable[Mapping[str, str]]) -> dict[str, Tally]:
    """What became of labelled lines, heading by heading."""
    tallies: dict[str, Tally] = {}
    for row in rows:
        severity = screener.screen(row["text"]).severity
        has_manner = bool(manners.find(row["text"]))
        for group in groups(row):
            tallies.setdefault(group, Tally()).add(severity, has_manner)
    return tallies
