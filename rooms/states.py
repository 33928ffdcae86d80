"""Whether a room takes messages now, holds them, or takes none: worked out from time."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

# Between the loss of cover, or the end of the hours, and silence.
CLOSING_ROUND = timedelta(minutes=2)
NEVER = datetime.min.replace(tzinfo=UTC)
FOREVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)


class State(StrEnum):
    OPEN = "open"
    # Still open, for a last word: it goes quiet or closes within two minutes.
    CLOSING = "closing"
    # What is written is held for a moderator.
    QUIET = "quiet"
    # Outside its hours: for reading and reactions.
    SHUT = "shut"
    # Closed for good.
    ENDED = "ended"


class Place(Protocol):
    """What of a room its state depends on."""

    needs_cover: bool
    covered_until: datetime | None
    stays_open_until: datetime | None
    closed_at: datetime | None
    has_hours: bool
    # The span of its hours that is on now, or comes next.
    open_from: datetime | None
    open_until: datetime | None


def state(place: Place, now: datetime) -> State:
    if place.closed_at is not None:
        return State.ENDED
    if place.has_hours and not _is_in_hours(place, now):
        return State.SHUT
    if now >= quiet_at(place):
        return State.QUIET
    ends = min(quiet_at(place), shut_at(place))
    return State.CLOSING if now >= ends - CLOSING_ROUND else State.OPEN


def _is_in_hours(place: Place, now: datetime) -> bool:
    return place.open_from is not None and place.open_from <= now < shut_at(place)


def shut_at(place: Place) -> datetime:
    """When its hours end; somebody's red flag puts it off."""
    if not place.has_hours:
        return FOREVER
    stays = place.stays_open_until
    return max(place.open_until or NEVER, stays + CLOSING_ROUND if stays else NEVER)


def quiet_at(place: Place) -> datetime:
    """When it goes quiet if no moderator comes; somebody's red flag puts it off."""
    if not place.needs_cover:
        return FOREVER
    last = max(place.covered_until or NEVER, place.stays_open_until or NEVER)
    return NEVER if last == NEVER else last + CLOSING_ROUND


def is_writable(now_is: State) -> bool:
    """Whether words can be sent at all: at once, or to wait for a moderator."""
    return now_is in {State.OPEN, State.CLOSING, State.QUIET}
