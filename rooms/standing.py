"""How a room stands at this moment, for pages and for the frames beside its rows."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.module_loading import import_string

from rooms import states, words
from rooms.models import Room

# Put into words as they are sent, once for each language that is read there. Made once:
# lazy() writes a class, which takes longer than all else that is asked of a room.
_who_reads = lazy(words.who_reads, str)
_opening = lazy(lambda room, now: words.opening(room, now)[0], str)


def of(room: Room, now: datetime) -> dict[str, Any]:
    """For a page: its state and the words for it."""
    state = states.state(room, now)
    opening, at = words.opening(room, now)
    is_open = state in {states.State.OPEN, states.State.CLOSING}
    return {
        "state": state.value,
        "is_open": is_open,
        "is_writable": states.is_writable(state),
        "words": words.who_reads(room, now, holds=_holds(room)),
        "opening": opening,
        "at": at,
        # Where the words about who reads do not say it already.
        "says_when": state == states.State.SHUT or (at and not is_open),
        "calmer": room.calmer_id if room.is_busy(now) else None,
    }


def frame(room: Room, now: datetime) -> dict[str, Any]:
    """The same as a socket hands it on; the server's clock is the only one in it."""
    shown = of(room, now)
    return {
        "open": shown["is_open"],
        "state": shown["state"],
        # Asked for here: by the time that a language is known, nothing may read.
        "words": _who_reads(room, now, holds=_holds(room)),
        "opening": _opening(room, now),
        "calmer": shown["calmer"],
        "at": shown["at"] and shown["at"].isoformat(timespec="seconds"),
    }


def holds_in_threads() -> bool:
    """Whether a coordinator reads first what may lead two people away from here."""
    return bool(import_string(settings.IS_HOLDING_IN_THREADS)())


def _holds(room: Room) -> bool:
    return room.kind == Room.Kind.THREAD and holds_in_threads()
