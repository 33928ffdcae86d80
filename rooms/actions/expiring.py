"""Letting go of what was written long ago: rows go, and who follows the room is told."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import PROTECT

from realtime import streams
from realtime.writer import change
from rooms.models import Message, Reaction, Room


@change
def expire_messages(room: Room, *, before: datetime, most: int) -> int:
    """Lets go of the oldest; how many there were.

    What something above still points at (a flag, a report) loses its words and its
    place, and stays as a row that no reader ever sees. The stream gets a new epoch:
    whoever follows it reads anew, instead of keeping rows that are gone.
    """
    with streams.moving([room.stream]):
        written = Message.objects.filter(room=room, at__lt=before)
        old = written.exclude(state=Message.State.EXPIRED).order_by("at", "pk")
        ids = list(old.values_list("pk", flat=True)[:most])
        if not ids:
            return 0
        held = _pointed_at(ids)
        Reaction.objects.filter(message__in=held).delete()
        Message.objects.filter(pk__in=held).update(
            body="",
            warning="",
            is_heavy=False,
            seq=None,
            state=Message.State.EXPIRED,
        )
        Message.objects.filter(pk__in=set(ids) - held).delete()
        streams.renew(room.stream)
        return len(ids)


def _pointed_at(ids: Iterable[int]) -> set[int]:
    """By rows that keep a message from being deleted, of whichever app."""
    found: set[int] = set()
    for relation in Message._meta.related_objects:
        if relation.on_delete is PROTECT:
            rows = relation.related_model._default_manager
            name = relation.field.attname
            pointing = rows.filter(**{f"{name}__in": list(ids)})
            found |= set(pointing.values_list(name, flat=True))
    return found
