"""What came of a storm: faults, and how long words took to be seen by all."""

from dataclasses import dataclass, field
from typing import Any

from prove import checker
from prove.history import Operation
from prove.load import Member
from prove.record import Record


@dataclass(slots=True)
class Struck:
    kind: str
    began: float
    # When the part was whole again, as its process tells; clients may take longer.
    whole: float


@dataclass
class Findings:
    record: Record = field(default_factory=Record)
    members: list[Member] = field(default_factory=list)
    moderators: list[Member] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)

    def faults(self) -> dict[str, int]:
        found = checker.check(self.record.history)
        return found | {"flags that no moderator was handed": self._unseen_flags()}

    def _unseen_flags(self) -> int:
        handed = {row.message for m in self.moderators for row in m.view.rows}
        return len(set(self.record.history.flags) - handed)

    def delays(self, members: list[Member] | None = None) -> dict[str, float]:
        """By body: seconds from the wish until everybody in the room had been handed it."""
        wished = {op.body: op.invoked_at for op in self.record.history.operations}
        last: dict[str, float] = {}
        for member in members or self.members:
            for row in member.view.rows:
                last[row.body] = max(last.get(row.body, 0.0), row.at)
        return {body: at - wished[body] for body, at in last.items() if body in wished}

    def healing(self, kind: str) -> list[float]:
        """The delays of what was wished while a part was down, or just before."""
        return self._during(kind, self.delays(), self.record.history.operations)

    def among(self, home: int, kind: str) -> list[float]:
        """The same among those who are at home on one server: its writers, its readers."""
        here = [member for member in self.members if member.home == home]
        authors = {member.account.person for member in here}
        ops = [op for op in self.record.history.operations if op.author in authors]
        return self._during(kind, self.delays(here), ops)

    def healed(self, kind: str) -> list[float]:
        """From the end of a fault until what was wished in it was seen by all."""
        delays, found = self.delays(), []
        for struck in self.struck:
            for op in self.record.history.operations if struck.kind == kind else []:
                if op.body in delays and struck.began <= op.invoked_at <= struck.whole:
                    seen = op.invoked_at + delays[op.body]
                    found.append(max(0.0, seen - struck.whole))
        return found

    def _during(
        self, kind: str, delays: dict[str, float], ops: list[Operation]
    ) -> list[float]:
        spans = [(s.began - 0.1, s.whole) for s in self.struck if s.kind == kind]
        return [
            delays[op.body]
            for op in ops
            if op.body in delays
            and any(begin <= op.invoked_at <= end for begin, end in spans)
        ]

    def calm(self) -> list[float]:
        """The delays of what was wished three seconds and more after any strike."""
        delays = self.delays()
        spans = [(s.began - 1.0, s.whole + 3.0) for s in self.struck]
        return [
            delays[op.body]
            for op in self.record.history.operations
            if op.body in delays
            and not any(begin <= op.invoked_at <= end for begin, end in spans)
        ]

    def silences(self, code: int | None = None) -> list[float]:
        """How long sockets that ended were away; only those closed with this code."""
        return [
            cut.back_at - cut.at
            for cut in self.record.cuts
            if cut.back_at is not None and code in (None, cut.code)
        ]

    def counts(self) -> dict[str, Any]:
        record = self.record
        return record.history.counts() | {
            "asked again with the same cid": record.asked_again,
            "sockets that ended": len(record.cuts),
            "frames not at the cursor": record.misfits,
            "resets": record.resets,
            "strikes": len(self.struck),
        }
