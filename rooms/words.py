"""Who reads a message, whether a room is open, what somebody said: in words, true now."""

from datetime import datetime
from typing import Protocol

from rooms import states
from rooms.states import State

ENDED = "This is closed now. You can still read it."
QUIET = (
    "This room is quiet, because no moderator is here. You can read and react. "
    "What you write waits for a moderator. Until then only moderators and you see it."
)
SHUT = (
    "You can read and react here, but not write. "
    "What you have begun to write stays here until the room opens."
)
WATCHED = "Everyone in this room can read this, now or later. A moderator is here now."
UNWATCHED = (
    "Everyone in this room can read this, now or later. No moderator is watching."
)
BUSY = (
    "Everyone in this room can read this, now or later. "
    "A moderator is busy and may see it late."
)
BETWEEN_TWO = (
    "Only the two of you can read this. "
    "A moderator can look only if a message here is flagged."
)
CHECK_IN = "Only the member and our moderators can read this."
SUPPORT = (
    "Only the mentor, the coordinators and the safeguarding leads can read this. "
    "Nobody watches it at all hours."
)
# What an author may say of a message in one tap; other words are as good.
WARNINGS = ["Food", "Self-harm", "Death", "Abuse"]
# What may be added later, by its author in one tap or by a moderator.
ADDED_WARNINGS = ["Something heavy", "Suicide", "Violence", "A hard time"]

# How a circle stands; js/elements/circle_panel.js is given the same words.
CIRCLE = {
    "turn": "{name} has the turn.",
    "mine": "You have the turn. The others read.",
    "between": "Nobody has the turn now. {host} gives the next one.",
    "waits_host": "{host} has lost the line. The circle waits, and so does the clock.",
    "waits_room": "The room is quiet now. The circle waits, and so does the clock.",
    "ended_host": "{host} has ended the circle. The room is open to all again.",
    "ended_staff": "A moderator has ended the circle. The room is open to all again.",
    "ended_lost": "{host} could not come back. The circle is over, the room open to all.",
    "ended_room": "The circle is over, because the room was quiet.",
    "left": "{time} left.",
    "over": "The time is up. A sentence can be finished.",
}
# How new messages come to a page; people.models.Pace has the words to choose it by.
PACE_NOW = {
    "live": "as they are written",
    "slow": "together, every 30 seconds",
    "asked": "when I ask",
}

# What the author of a held message is told.
HELD = "This waits for a moderator. Until then only moderators and you can see it."
TAKEN_BACK = "You have taken this back. Nobody else saw it in the room."
RELEASED = "A moderator has read what you wrote. It is in the room now."
READ = "A moderator has read this, and has not put it in the room."
WHY_NOT = {
    "late": "The talk there has moved on. Please say it again if you like.",
    "details": "It has a name or details in it that are safer kept private.",
    "hard": "It could be very hard for others to read. You did nothing wrong.",
    "rules": "It does not go well with the rules there. You are still welcome.",
}


class Place(states.Place, Protocol):
    """What of a room these words depend on."""

    kind: str
    shut_for: str
    next_watch_at: datetime | None

    def is_covered(self, now: datetime) -> bool: ...

    def pause(self, now: datetime) -> int: ...


def who_reads(room: Place, now: datetime) -> str:
    """Shown where one writes; it changes the moment that it stops being true."""
    match states.state(room, now):
        case State.ENDED:
            return ENDED
        case State.SHUT:
            return SHUT
        case State.QUIET:
            return QUIET
        case State.CLOSING:
            return f"{_closing(room, now)} There is time for a last word."
    if room.kind == "thread":
        return BETWEEN_TWO
    if room.kind == "support":
        return SUPPORT
    if room.kind == "check_in":
        return CHECK_IN
    pause = room.pause(now)
    return f"{_readers(room, now)} {slow(pause)}" if pause else _readers(room, now)


def _readers(room: Place, now: datetime) -> str:
    if room.is_covered(now):
        return WATCHED
    return BUSY if room.needs_cover else UNWATCHED


def slow(seconds: int) -> str:
    """Told to everybody there, and to who has to wait."""
    minutes = "minute" if seconds == 60 else f"{seconds // 60} minutes"
    length = f"{seconds} seconds" if seconds < 60 else minutes
    return f"Slow mode: everybody can send one message every {length}."


def opening(room: Place, now: datetime) -> tuple[str, datetime | None]:
    """Open or not, and until when; with a moment, the words lead up to it."""
    match states.state(room, now):
        case State.ENDED:
            return "Closed.", None
        case State.SHUT:
            return _shut(room)
        case State.QUIET if room.next_watch_at:
            return "Quiet now. The next watch is planned for", room.next_watch_at
        case State.QUIET:
            return "Quiet now. It opens when a moderator is here.", None
        case State.CLOSING:
            return _closing(room, now), None
    if room.has_hours:
        return "Open now, until", states.shut_at(room)
    if not room.needs_cover:
        return "Always open.", None
    return "Open now, for as long as a moderator is here.", None


def _shut(room: Place) -> tuple[str, datetime | None]:
    closed = f"Closed now: {room.shut_for}." if room.shut_for else "Closed now."
    if room.open_from is None:
        return f"{closed} No opening is planned yet.", None
    return f"{closed} It opens", room.open_from


def _closing(room: Place, now: datetime) -> str:
    quiet, shut = states.quiet_at(room), states.shut_at(room)
    left = lasting((min(quiet, shut) - now).total_seconds())
    if shut <= quiet:
        return f"The room closes in {left}."
    return f"No moderator is here. The room goes quiet in {left}."


def lasting(seconds: float) -> str:
    """Rounded up to half minutes, so that it is not said again every second."""
    halves = max(1, -int(-seconds // 30))
    if halves == 1:
        return "half a minute"
    minutes = f"{halves // 2}½" if halves % 2 else str(halves // 2)
    return f"{minutes} minute{'' if halves == 2 else 's'}"


def waiting(state: str, why_not: str) -> str:
    """What became of a held message, for its author."""
    if state == "refused":
        return f"{READ} {WHY_NOT[why_not]}"
    return TAKEN_BACK if state == "taken_back" else HELD


def while_away(messages: int, to_me: int, covered: int, *, has_more: bool) -> str:
    """What a room says to who comes back: enough to choose, and nothing to feel late by."""
    number = "more than " if has_more else ""
    counted = [f"{number}{messages} {'message' if messages == 1 else 'messages'}"]
    counted += [f"{to_me} to you"] if to_me else []
    counted += [f"{covered} covered"] if covered else []
    return f"While you were away: {', '.join(counted)}."


def said(body: str, warning: str) -> str:
    """All that somebody wrote: a warning in words of their own is writing too."""
    is_own = warning and warning not in {*WARNINGS, *ADDED_WARNINGS}
    return f"{body}\n\n{warning}" if is_own else body
