"""What happened in an experiment: every operation, every client's view, the database."""

from dataclasses import dataclass, field


@dataclass(slots=True, frozen=True)
class Place:
    """Where an acknowledgement said that a message stands, and when it said so."""

    id: int
    seq: int
    at: float


@dataclass(slots=True)
class Operation:
    """Somebody's wish to say something. Every body is made once, so it names its wish."""

    room: str
    author: int
    cid: str
    body: str
    is_distress: bool
    invoked_at: float
    acks: list[Place] = field(default_factory=list)
    # The code of a refusal for good; neither acked nor refused means unknown.
    refused: str = ""

    @property
    def is_acked(self) -> bool:
        return bool(self.acks)

    @property
    def is_unknown(self) -> bool:
        return not self.acks and not self.refused


@dataclass(slots=True, frozen=True)
class Seen:
    """A message as one client was handed it."""

    room: str
    id: int
    seq: int
    author: int
    body: str
    at: float
    # Of a flag: the message that it is about.
    message: int = 0


@dataclass(slots=True)
class View:
    """What one client was handed of a room, in that order; a hole is never allowed."""

    client: str
    room: str
    rows: list[Seen] = field(default_factory=list)
    # It stayed until everything had settled, so it must have seen everything.
    is_whole: bool = True
    # A client that knew nothing and read the room from its beginning at the end.
    is_final: bool = False

    @property
    def last_id(self) -> int:
        return self.rows[-1].id if self.rows else 0


@dataclass(slots=True, frozen=True)
class Stored:
    """A message as the database has it."""

    room: str
    id: int
    seq: int
    author: int
    cid: str
    body: str


@dataclass(slots=True)
class History:
    operations: list[Operation] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    log: list[Stored] = field(default_factory=list)
    verdicts: set[int] = field(default_factory=set)
    # The message of each flag that screening raised.
    flags: list[int] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        acked = sum(op.is_acked for op in self.operations)
        unknown = sum(op.is_unknown for op in self.operations)
        return {
            "invoked": len(self.operations),
            "acknowledged": acked,
            "refused": len(self.operations) - acked - unknown,
            "unknown": unknown,
            "of distress": sum(op.is_distress for op in self.operations),
            "views": len(self.views),
            "rows seen": sum(len(view.rows) for view in self.views),
        }
