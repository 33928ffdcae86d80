"""Who reads a message, whether a room is open, what somebody said: in words, true now."""

import json
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext, gettext_noop, ngettext

from realtime.later import later as _
from rooms import states
from rooms.states import State

ENDED = _("This is closed now. You can still read it.")
QUIET = _(
    "This room is quiet, because no moderator is here. You can read and react. "
    "What you write waits for a moderator. Until then only moderators and you see it."
)
SHUT = _(
    "You can read and react here, but not write. "
    "What you have begun to write stays here until the room opens."
)
WATCHED = _(
    "Everyone in this room can read this, now or later. A moderator is here now."
)
UNWATCHED = _(
    "Everyone in this room can read this, now or later. "
    "No moderator is with this room now."
)
BUSY = _(
    "Everyone in this room can read this, now or later. "
    "A moderator is busy and may see it late."
)
BETWEEN_TWO = _(
    "The two of you read this. A moderator can look only if a message is flagged."
)
BETWEEN_TWO_HOLDING = _(
    "The two of you read this. A moderator can look only if a message is flagged. "
    "A coordinator may read one with contact details first."
)
CHECK_IN = _("Only the member and our moderators can read this.")
SUPPORT = _(
    "Only the mentor, the coordinators and the safeguarding leads can read this. "
    "Nobody watches it at all hours."
)
# What an author may say of a message in one tap; other words are as good.
# They are kept as they stand here, and said in each reader's language.
WARNINGS = [
    gettext_noop("Food"),
    gettext_noop("Self-harm"),
    gettext_noop("Death"),
    gettext_noop("Abuse"),
]
# What may be added later, by its author in one tap or by a moderator.
ADDED_WARNINGS = [
    gettext_noop("Something heavy"),
    gettext_noop("Suicide"),
    gettext_noop("Violence"),
    gettext_noop("A hard time"),
]

# How a circle stands; js/elements/circle_panel.js is given the same words.
CIRCLE = {
    "turn": _("{name} has the turn."),
    "mine": _("You have the turn. The others read."),
    "between": _("Nobody has the turn now. {host} gives the next one."),
    "waits_host": _(
        "{host} has lost the line. The circle waits, and so does the clock."
    ),
    "waits_room": _("The room is quiet now. The circle waits, and so does the clock."),
    "ended_host": _("{host} has ended the circle. The room is open to all again."),
    "ended_staff": _(
        "A moderator has ended the circle. The room is open to all again."
    ),
    "ended_lost": _(
        "{host} could not come back. The circle is over, the room open to all."
    ),
    "ended_room": _("The circle is over, because the room was quiet."),
    "left": _("{time} left."),
    "over": _("The time is up. A sentence can be finished."),
}
# How new messages come to a page; people.models.Pace has the words to choose it by.
PACE_NOW = {
    "live": _("as they are written"),
    "slow": _("together, every 30 seconds"),
    "asked": _("when I ask"),
}


class Place(states.Place, Protocol):
    """What of a room these words depend on."""

    kind: str
    shut_for: str
    next_watch_at: datetime | None

    def is_covered(self, now: datetime) -> bool: ...

    def pause(self, now: datetime) -> int: ...


def who_reads(room: Place, now: datetime, *, holds: bool = False) -> str:
    """Shown where one writes; it changes the moment that it stops being true.

    A thread holds ways to be reached for a coordinator, or it does not.
    """
    match states.state(room, now):
        case State.ENDED:
            return ENDED
        case State.SHUT:
            return SHUT
        case State.QUIET:
            return QUIET
        case State.CLOSING:
            return gettext("%(closing)s There is time for a last word.") % {
                "closing": _closing(room, now)
            }
    if room.kind == "thread":
        return BETWEEN_TWO_HOLDING if holds else BETWEEN_TWO
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
    if seconds < 60:
        told = ngettext(
            "Slow mode: everybody can send one message every second.",
            "Slow mode: everybody can send one message every %(number)s seconds.",
            seconds,
        )
        return told % {"number": seconds}
    told = ngettext(
        "Slow mode: everybody can send one message every minute.",
        "Slow mode: everybody can send one message every %(number)s minutes.",
        seconds // 60,
    )
    return told % {"number": seconds // 60}


def opening(room: Place, now: datetime) -> tuple[str, datetime | None]:
    """Open or not, and until when; with a moment, the words lead up to it."""
    match states.state(room, now):
        case State.ENDED:
            return gettext("Closed."), None
        case State.SHUT:
            return _shut(room)
        case State.QUIET if room.next_watch_at:
            return gettext(
                "Quiet now. The next watch is planned for"
            ), room.next_watch_at
        case State.QUIET:
            return gettext("Quiet now. It opens when a moderator is here."), None
        case State.CLOSING:
            return _closing(room, now), None
    if room.has_hours:
        return gettext("Open now, until"), states.shut_at(room)
    if not room.needs_cover:
        return gettext("Always open."), None
    return gettext("Open now, for as long as a moderator is here."), None


def _shut(room: Place) -> tuple[str, datetime | None]:
    closed = gettext("Closed now.")
    if room.shut_for:
        closed = gettext("Closed now: %(break)s.") % {"break": room.shut_for}
    if room.open_from is None:
        told = gettext("%(closed)s No opening is planned yet.")
        return told % {"closed": closed}, None
    return gettext("%(closed)s It opens") % {"closed": closed}, room.open_from


def _closing(room: Place, now: datetime) -> str:
    quiet, shut = states.quiet_at(room), states.shut_at(room)
    left = lasting((min(quiet, shut) - now).total_seconds())
    if shut <= quiet:
        return gettext("The room closes in %(left)s.") % {"left": left}
    told = gettext("No moderator is here. The room goes quiet in %(left)s.")
    return told % {"left": left}


def lasting(seconds: float) -> str:
    """Rounded up to half minutes, so that it is not said again every second."""
    halves = max(1, -int(-seconds // 30))
    if halves == 1:
        return gettext("half a minute")
    if halves % 2:
        return gettext("%(number)s½ minutes") % {"number": halves // 2}
    return minutes(halves // 2)


def minutes(number: int) -> str:
    return ngettext("%(number)s minute", "%(number)s minutes", number) % {
        "number": number
    }


def while_away(messages: int, to_me: int, covered: int, *, has_more: bool) -> str:
    """What a room says to who comes back: enough to choose, and nothing to feel late by."""
    told = ngettext("%(number)s message", "%(number)s messages", messages)
    if has_more:
        told = gettext("more than %(number)s messages")
    counted = [told % {"number": messages}]
    counted += [gettext("%(number)s to you") % {"number": to_me}] if to_me else []
    counted += [gettext("%(number)s covered") % {"number": covered}] if covered else []
    return gettext("While you were away: %(counted)s.") % {
        "counted": ", ".join(counted)
    }


def said_warnings() -> str:
    """What our own warnings are called where that is not as they are kept; for scripts."""
    called = {words: gettext(words) for words in (*WARNINGS, *ADDED_WARNINGS)}
    other = {words: here for words, here in called.items() if words != here}
    return json.dumps(other, ensure_ascii=False) if other else ""


def said(body: str, warning: str) -> str:
    """All that somebody wrote: a warning in words of their own is writing too."""
    is_own = warning and warning not in {*WARNINGS, *ADDED_WARNINGS}
    return f"{body}\n\n{warning}" if is_own else body
