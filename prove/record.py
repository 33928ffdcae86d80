"""What all clients of an experiment write down together."""

from dataclasses import dataclass, field

from prove.history import History


@dataclass(slots=True)
class Cut:
    """A socket that ended: when, how, and when its owner followed again."""

    at: float
    code: int | None
    was_told: bool
    # The harness dropped it.
    was_ours: bool
    back_at: float | None = None


@dataclass
class Record:
    """What all clients together write down."""

    history: History = field(default_factory=History)
    cuts: list[Cut] = field(default_factory=list)
    # Frames of rows that did not begin at the client's cursor, and resets.
    misfits: int = 0
    resets: int = 0
    # Acknowledgements asked for again with the same cid, on purpose.
    asked_again: int = 0
    # How long those waited who were told "not stored", each time.
    put_off: list[float] = field(default_factory=list)
