"""Deciding about what was written in a quiet room."""

from mentoring.actions.delivering import note_unread
from moderation.actions import duty
from moderation.held_models import HeldDecision
from people.actions import Refused
from people.models import Person
from realtime.writer import change
from rooms import actions as rooms
from rooms.held_words import WHY_NOT
from rooms.models import Message, Room
from rooms.posting import Posted

DONE = "A colleague has decided about this, or its author took it back."
GONE = "Its author can't write in this room now. You can say that it is not shown."
NO_REASON = "Please choose why it is not shown. The author is told in kind words."


@change
def release_held(message: Message, *, by: Person) -> None:
    by = _check(message, by)
    if _has_decided(message, by, ""):
        return
    if not rooms.release_message(message):
        raise Refused(GONE if message.state == Message.State.HELD else DONE)
    HeldDecision.objects.create(message=message, by=by)
    # Nobody could be told of it while it was held.
    note_unread([Posted(message, message.author, message.room.kind != Room.Kind.ROOM)])


@change
def refuse_held(message: Message, why_not: str, *, by: Person) -> None:
    by = _check(message, by)
    if why_not not in WHY_NOT:
        raise Refused(NO_REASON)
    if _has_decided(message, by, why_not):
        return
    if not rooms.refuse_message(message, why_not):
        raise Refused(DONE)
    HeldDecision.objects.create(message=message, by=by, why_not=why_not)


def _has_decided(message: Message, by: Person, why_not: str) -> bool:
    """By a first tap of the same person."""
    found = HeldDecision.objects.filter(message=message, by=by, why_not=why_not)
    return found.exists()


def _check(message: Message, by: Person) -> Person:
    """Nobody decides about their own words; about those in a thread, coordinators do."""
    is_thread = message.room.kind == Room.Kind.THREAD
    fresh = duty.check_coordinator(by) if is_thread else duty.check(by)
    if message.author_id == fresh.pk:
        raise Refused("These are your own words. A colleague will look.")
    return fresh
