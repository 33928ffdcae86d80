"""What should be true of rooms and flags, in plain Python: no database, no streams."""

from dataclasses import dataclass, field

IN, LEFT, REMOVED = "in", "left", "removed"
RANK = ("red", "amber", "green")

NOT_FOUND, SUSPENDED, CLOSED, MUTED = "not_found", "suspended", "room_closed", "muted"
CID_REUSED, NOT_EDITABLE = "cid_reused", "not_editable"


@dataclass
class Said:
    id: int
    room: int
    author: int
    cid: str
    first_body: str
    body: str
    seq: int
    position: int
    state: str = "shown"
    is_edited: bool = False
    reactions: list[tuple[str, int]] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        """What every follower must have of it."""
        return {
            "id": self.id,
            "seq": self.seq,
            "position": self.position,
            "author": self.author,
            "body": self.body if self.state == "shown" else "",
            "state": self.state,
            "edited": self.is_edited,
            "reactions": sorted(self.reactions),
        }


@dataclass
class Flagged:
    level: str
    state: str = "open"
    owner: int | None = None
    version: int = 1


@dataclass
class Place:
    """A room or a thread."""

    is_open_to_all: bool
    members: dict[int, str] = field(default_factory=dict)
    muted: set[int] = field(default_factory=set)
    is_closed: bool = False
    length: int = 0
    position: int = 0

    def is_in(self, person: int) -> bool:
        return self.members.get(person) == IN

    def move(self) -> int:
        self.position += 1
        return self.position


class Model:
    def __init__(self, places: dict[int, Place]) -> None:
        self.places = places
        self.suspended: set[int] = set()
        self.said: dict[int, Said] = {}
        self.flags: dict[int, Flagged] = {}
        # With the flag that each is about; some raise none.
        self.reports: dict[tuple[int, int, str], Flagged | None] = {}
        # Who lost which stream (or all of them: 0) in the last step.
        self.revoked: list[tuple[int, int]] = []

    # --- Writing

    def refusal(self, room: int, author: int) -> str:
        """Why this person may not write here; "" if they may."""
        place = self.places[room]
        if not place.is_in(author):
            return NOT_FOUND
        if author in self.suspended:
            return SUSPENDED
        if place.is_closed:
            return CLOSED
        return MUTED if author in place.muted else ""

    def with_cid(self, room: int, author: int, cid: str) -> Said | None:
        for said in self.said.values():
            if (said.room, said.author, said.cid) == (room, author, cid):
                return said
        return None

    def store(self, id: int, room: int, author: int, cid: str, body: str) -> Said:
        place = self.places[room]
        place.length += 1
        said = Said(id, room, author, cid, body, body, place.length, place.move())
        self.said[id] = said
        return said

    def edit_refusal(self, said: Said, body: str) -> str:
        if said.state == "shown" and said.body == body:
            return ""
        refusal = self.refusal(said.room, said.author)
        return refusal or ("" if said.state == "shown" else NOT_EDITABLE)

    def edit(self, said: Said, body: str) -> None:
        if said.body != body or said.state != "shown":
            said.body, said.is_edited = body, True
            said.position = self.places[said.room].move()
            self.note_changed(said.id)
            self.forget_reports(said.id)

    def touch_refusal(self, said: Said, person: int) -> str:
        """For what needs no voice: reacting, taking back."""
        if not self.places[said.room].is_in(person):
            return NOT_FOUND
        return SUSPENDED if person in self.suspended else ""

    def react(self, said: Said, person: int, kind: str, on: bool) -> None:
        given = (kind, person)
        if (given in said.reactions) != on:
            said.reactions.append(given) if on else said.reactions.remove(given)
            said.position = self.places[said.room].move()

    def take_back(self, said: Said) -> None:
        if said.state != "taken_back":
            said.state, said.body = "taken_back", ""
            said.position = self.places[said.room].move()
            self.note_changed(said.id)

    def cover(self, said: Said, covered: bool) -> None:
        state = "covered" if covered else "shown"
        if said.state not in {"taken_back", state}:
            said.state = state
            said.position = self.places[said.room].move()

    # --- Flags

    def raise_flag(self, message: int, level: str) -> Flagged:
        flag = self.flags.get(message)
        if flag is None or flag.state == "resolved":
            flag = self.flags[message] = Flagged(level)
        elif RANK.index(level) < RANK.index(flag.level):
            flag.level = level
            flag.version += 1
        return flag

    def note_changed(self, message: int) -> None:
        """Who decides on words that are no longer there is refused."""
        flag = self.flags.get(message)
        if flag and flag.state != "resolved":
            flag.version += 1

    def forget_reports(self, message: int) -> None:
        """What was decided about other words can be reported again."""
        decided = {
            report
            for report, flag in self.reports.items()
            if report[0] == message and flag and flag.state == "resolved"
        }
        for report in decided:
            del self.reports[report]

    def may_claim(self, flag: Flagged, by: int) -> bool:
        if by in self.suspended or flag.state == "resolved":
            return False
        return flag.owner in {None, by}

    def holds(self, flag: Flagged, by: int) -> bool:
        return flag.state == "claimed" and flag.owner == by

    def give(self, flag: Flagged, by: int | None, state: str) -> None:
        flag.state, flag.owner = state, by
        flag.version += 1

    def lapse(self) -> None:
        for flag in self.flags.values():
            if flag.state == "claimed" and flag.owner in self.suspended:
                self.give(flag, None, "open")
