"""Compares what was said, stored and seen, and writes it down as a table."""

import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bench.crowd import Said
from bench.watch import Seen, Sight, mark


@dataclass
class Report:
    file: str
    said: list[Said]
    seen: dict[str, Sight]
    again: dict[str, Sight]
    counted: dict[str, Any]
    resets: int
    seconds: float
    sockets: int
    rows_heard: int

    def is_clean(self) -> bool:
        return not any(self.faults().values())

    def faults(self) -> dict[str, int]:
        return {
            "not stored": sum(not said.is_stored for said in self.said),
            "missing to the watcher": self._missing(self.seen),
            "doubled to the watcher": sum(s.doubled for s in self.seen.values()),
            "out of order to the watcher": self._disordered(self.seen),
            "other words, author or place to the watcher": self._altered(self.seen),
            "reset without a reason": self.resets,
            "missing when read again": self._missing(self.again),
            "phantom when read again": self._phantom(self.again),
            "out of order when read again": self._disordered(self.again),
            "altered when read again": self._altered(self.again),
            "without a verdict": len(self.stored) - self.counted["verdicts"],
            "in the database and not acknowledged": (
                self.counted["messages"] - len(self.stored)
            ),
        }

    @property
    def stored(self) -> list[Said]:
        return [said for said in self.said if said.is_stored]

    def _pairs(self, sights: dict[str, Sight]) -> Iterator[tuple[Said, Seen | None]]:
        for said in self.stored:
            assert said.answer is not None
            yield (
                said,
                sights[said.account.stream].messages.get(int(said.answer["id"])),
            )

    def _missing(self, sights: dict[str, Sight]) -> int:
        return sum(seen is None for _, seen in self._pairs(sights))

    def _altered(self, sights: dict[str, Sight]) -> int:
        return sum(
            seen is not None
            and (seen.mark, seen.author, seen.seq)
            != (mark(said.body), said.account.person, (said.answer or {})["seq"])
            for said, seen in self._pairs(sights)
        )

    def _phantom(self, sights: dict[str, Sight]) -> int:
        ids = {(said.answer or {})["id"] for said in self.stored}
        return sum(
            message not in ids
            for sight in sights.values()
            for message in sight.messages
        )

    def _disordered(self, sights: dict[str, Sight]) -> int:
        """Holes or steps back in seq, and one person's words in another order."""
        return sum(s.disordered for s in sights.values()) + self._swapped()

    def _swapped(self) -> int:
        """Each person waited for an answer before speaking again, so seq must rise."""
        places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for said in sorted(self.stored, key=lambda one: one.sent_at):
            key = said.account.stream, said.account.person
            places[key].append(int((said.answer or {})["seq"]))
        return sum(
            later <= earlier
            for seqs in places.values()
            for earlier, later in pairwise(seqs)
        )

    def table(self) -> str:
        return "\n".join(
            ["", "| figure | value |", "|---|---|"]
            + [f"| {name} | {value} |" for name, value in self._figures().items()]
            + [f"| {name} | {number:,} |" for name, number in self.faults().items()]
        )

    def _figures(self) -> dict[str, str]:
        stored = [1000 * (s.answered_at - s.sent_at) for s in self.stored]
        seen = [
            1000 * (seen.at - said.sent_at)
            for said, seen in self._pairs(self.seen)
            if seen is not None
        ]
        return {
            "file": self.file,
            "sent": f"{len(self.said):,}",
            "stored": f"{len(self.stored):,}",
            "seen by the watcher": f"{sum(len(s.messages) for s in self.seen.values()):,}",
            "sent again before it was answered": f"{self._again():,}",
            "gaps that the watcher repaired": f"{sum(s.gaps for s in self.seen.values()):,}",
            "verdicts": f"{self.counted['verdicts']:,}",
            "flags": _by_level(self.counted["flags"]),
            "messages a second": f"{len(self.stored) / self.seconds:,.0f}",
            "seconds": f"{self.seconds:,.1f}",
            "sockets opened": f"{self.sockets:,}",
            "rows delivered to speakers": f"{self.rows_heard:,}",
            "sent→stored p50 / p95 / p99": _percentiles(stored),
            "sent→seen p50 / p95 / p99": _percentiles(seen),
        }

    def _again(self) -> int:
        return sum(said.tries > 1 for said in self.said)


def _by_level(flags: dict[str, int]) -> str:
    levels = [f"{flags[level]:,} {level}" for level in _LEVELS if level in flags]
    return ", ".join(levels) or "none"


_LEVELS = ("red", "amber", "yellow", "green")


def _percentiles(milliseconds: list[float]) -> str:
    if len(milliseconds) < 2:
        return "–"
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f} ms"
