"""Changing what was written: reactions, taking back, covering."""

from django.utils import timezone

from people import standing
from people.models import Person
from realtime import streams
from realtime.sources import Refusal
from realtime.streams import Line, Row
from realtime.writer import change
from rooms import posting
from rooms.models import Membership, Message, Reaction, Room
from rooms.signals import message_taken_back
from rooms.streams import message_row, reactions_on

# What others may change between two looks, and what a move writes.
FRESH = ["state", "body", "warning", "is_heavy"]
WORDLESS = [Message.State.TAKEN_BACK, Message.State.EXPIRED]


@change
def react(message: Message, kind: str, on: bool, *, by: Person) -> Refusal | None:
    """Hangs a reaction on a message, or takes it off; doing it twice is doing it once."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        refusal = _reading_refusal(message, by)
        if refusal is not None or message.seq is None:
            return refusal or posting.NOT_FOUND
        given = Reaction.objects.filter(message=message, person=by, kind=kind)
        if given.exists() == on:
            return None
        if on:
            Reaction.objects.create(
                message=message, person=by, kind=kind, at=timezone.now()
            )
        else:
            given.delete()
        _move(message, lines)
    return None


@change
def take_back(message: Message, *, by: Person) -> Refusal | None:
    """Erases one's own words; the place stays, and so does what a flag kept of them."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        refusal = _reading_refusal(message, by)
        if refusal is not None or message.author_id != by.pk:
            return refusal or posting.NOT_FOUND
        if message.state == Message.State.TAKEN_BACK:
            return None
        _erase(message, lines)
    return None


@change
def take_some_back(room: Room, person: Person, most: int) -> int:
    """All that somebody wrote here is taken back, some at a time; how many now."""
    with streams.moving([room.stream]) as lines:
        written = Message.objects.filter(room=room, author=person)
        some = written.exclude(state__in=WORDLESS).order_by("pk")[:most]
        found = list(some)
        for message in found:
            _erase(message, lines)
    return len(found)


def _erase(message: Message, lines: dict[str, Line]) -> None:
    message.state = Message.State.TAKEN_BACK
    message.body = message.warning = ""
    message.is_heavy = False
    if message.seq is None:
        # It was held: nobody else had it, and nobody has to be told.
        message.save(update_fields=["state", "body", "warning"])
    else:
        _move(message, lines)
    message_taken_back.send(sender=Message, message=message)


@change
def set_warning(message: Message, warning: str, *, by: Person) -> Refusal | None:
    """Folds one's own words under a warning; one that is there already stays."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        refusal = _reading_refusal(message, by)
        if refusal is not None or message.author_id != by.pk:
            return refusal or posting.NOT_FOUND
        _warn(message, warning, lines)
    return None


@change
def add_warning(message: Message, warning: str) -> None:
    """The same for anybody's words; moderation decides."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        message.refresh_from_db(fields=FRESH)
        _warn(message, warning, lines)


@change
def mark_heavy(message: Message) -> None:
    """What screening could only read later; covered from now on for who asked for it."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        message.refresh_from_db(fields=[*FRESH, "seq"])
        if message.is_heavy:
            return
        message.is_heavy = True
        if message.seq is None:
            message.save(update_fields=["is_heavy"])
        else:
            _move(message, lines)


@change
def remove_warning(message: Message) -> None:
    """Takes a warning off again; moderation decides."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        message.refresh_from_db(fields=FRESH)
        if message.state == Message.State.SHOWN and message.warning:
            message.warning = ""
            _move(message, lines)


def _warn(message: Message, warning: str, lines: dict[str, Line]) -> None:
    if message.state == Message.State.SHOWN and not message.warning:
        message.warning = warning
        _move(message, lines)


@change
def cover_message(message: Message, *, covered: bool = True) -> None:
    """Covers a message for everybody, or shows it again; moderation decides."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        message.refresh_from_db(fields=FRESH)
        shown, hidden = Message.State.SHOWN, Message.State.COVERED
        before, after = (shown, hidden) if covered else (hidden, shown)
        # Not what was taken back, has no place yet, or is gone with its age.
        if message.state == before:
            message.state = after
            _move(message, lines)


def _reading_refusal(message: Message, by: Person) -> Refusal | None:
    """Looks again under the lock: the message and the membership may have changed."""
    message.refresh_from_db()
    # What is let through commits before a suspension, never after it.
    held = standing.hold([by.pk])
    member = Membership.objects.filter(room=message.room_id, person=by).first()
    if member is None or not member.is_current():
        return posting.NOT_FOUND
    return posting.SUSPENDED if held[by.pk].is_suspended() else None


def _move(message: Message, lines: dict[str, Line]) -> None:
    line = lines[f"room:{message.room_id}"]
    message.position = line.next_position()
    message.save(update_fields=[*FRESH, "position"])
    row = message_row(message, reactions_on([message.pk]).get(message.pk))
    line.rows.append(Row(message.pk, message.position, row))
