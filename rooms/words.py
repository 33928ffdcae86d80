"""Who reads a message, whether a room is open, what somebody said: in words, true now."""

from datetime import datetime
from typing import Protocol

CLOSED = "This is closed now. You can still read it."
QUIET = "This room is quiet, because no moderator is here. You can read, but not write."
WATCHED = "Everyone in this room can read this, now or later. A moderator is here now."
UNWATCHED = (
    "Everyone in this room can read this, now or later. No moderator is watching."
)
BETWEEN_TWO = (
    "Only the two of you can read this. "
    "A moderator can look only if a message here is flagged."
)
CHECK_IN = "Only the member and our moderators can read this."
# What an author may say of a message in one tap; other words are as good.
WARNINGS = ["Food", "Self-harm", "Death", "Abuse"]
# What may be added later, by its author in one tap or by a moderator.
ADDED_WARNINGS = ["Something heavy", "Suicide", "Violence", "A hard time"]

# How new messages come to a page; people.models.Pace has the words to choose it by.
PACE_NOW = {
    "live": "as they are written",
    "slow": "together, every 30 seconds",
    "asked": "when I ask",
}


class Place(Protocol):
    """What of a room these words depend on."""

    kind: str
    needs_cover: bool
    closed_at: datetime | None

    def is_covered(self, now: datetime) -> bool: ...


def who_reads(room: Place, now: datetime) -> str:
    """Shown where one writes; it changes the moment that it stops being true."""
    if room.closed_at is not None:
        return CLOSED
    if room.kind == "thread":
        return BETWEEN_TWO
    if room.kind == "check_in":
        return CHECK_IN
    if room.is_covered(now):
        return WATCHED
    return QUIET if room.needs_cover else UNWATCHED


def opening(room: Place, is_open: bool) -> str:
    """Open or not, and until when."""
    if room.closed_at is not None:
        return "Closed."
    if not room.needs_cover:
        return "Always open."
    if is_open:
        return "Open now, for as long as a moderator is here."
    return "Quiet now. It opens when a moderator is here."


def said(body: str, warning: str) -> str:
    """All that somebody wrote: a warning in words of their own is writing too."""
    is_own = warning and warning not in {*WARNINGS, *ADDED_WARNINGS}
    return f"{body}\n\n{warning}" if is_own else body
