"""What was written in a quiet room: released to everybody there, or kindly not shown."""

from django.urls import reverse
from django.utils import timezone

from people import actions as people
from people.models import Person
from people.said import Said, said
from realtime import streams
from realtime.streams import Row
from realtime.writer import change
from rooms import held_words
from rooms.actions.calling import telling
from rooms.models import Membership, Message, Room
from rooms.signals import message_released
from rooms.streams import message_row


@change
def release_message(message: Message) -> bool:
    """Gives a held message its place, now and for ever; False if it waits no more.

    Its author may have left, been removed or been suspended since: then it stays held.
    """
    with streams.moving([message.room.stream]) as lines:
        message.refresh_from_db()
        if not _waits(message) or not _may_speak(message):
            return False
        line = lines[message.room.stream]
        message.state = Message.State.SHOWN
        message.seq, message.position = line.next_place(), line.next_position()
        message.released_at = timezone.now()
        message.save(update_fields=["state", "seq", "position", "released_at"])
        line.rows.append(Row(message.pk, message.position, message_row(message)))
        with telling([message]):
            place = _place_of(message)
            _tell(message.author, held_words.released(message.room.kind), place)
            message_released.send(sender=Message, message=message)
    return True


@change
def refuse_message(message: Message, why: str) -> bool:
    """Tells the author, in words that we wrote; False if it waits no more."""
    with streams.moving([message.room.stream]):
        message.refresh_from_db()
        if not _waits(message):
            return False
        message.state = Message.State.REFUSED
        message.why_not = why
        message.save(update_fields=["state", "why_not"])
        read = said(held_words.read_by(message.room.kind))
        why_not = said(held_words.WHY_NOT[why])
        told = said(held_words.NOT_SHOWN, read=read, why=why_not)
        _tell(message.author, told, f"{_place_of(message)}#waiting")
    return True


def _place_of(message: Message) -> str:
    kind = message.room.kind
    page = "thread" if kind == Room.Kind.THREAD else "room"
    return reverse(page, args=[message.room_id])


def _waits(message: Message) -> bool:
    return message.state == Message.State.HELD


def _may_speak(message: Message) -> bool:
    member = Membership.objects.filter(room=message.room_id, person=message.author)
    found = member.first()
    return bool(found and found.is_current()) and not message.author.is_suspended()


def _tell(author: Person, told: str | Said, link: str) -> None:
    people.notify(author, kind="held", words=told, link=link)
