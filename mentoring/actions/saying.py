"""Saying something in a thread as part of a change: screened and kept as all else there."""

import uuid

from people.actions import Refused
from people.models import Person
from rooms import actions as rooms
from rooms import posting
from rooms.models import Message, Room
from rooms.posting import BadPost


def say(room: Room, words: str, *, by: Person, field: str) -> Message:
    """What is refused is refused in words, at the field where it was typed."""
    try:
        fields = {"cid": str(uuid.uuid4()), "body": words}
        answer = rooms.post_message(posting.clean_post(room.pk, by.pk, fields))
    except BadPost as problem:
        raise Refused(str(problem), field) from None
    if isinstance(answer, posting.Refused):
        raise Refused(answer.reason, field)
    return Message.objects.get(pk=answer.id)


def labelled(label: str, words: str) -> str:
    """Goal: a walk on Sundays. In the thread one sees what it is."""
    return f"{label}: {words}"
