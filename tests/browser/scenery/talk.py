"""Rooms to talk in, and what was said there."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rooms import actions
from rooms.models import Message

PASSPHRASE = "alongside demo"
RED = "I want to kill myself tonight"


def make_room(name: str, *members: Any) -> Any:
    room = actions.open_room(by=None, name=name, needs_cover=False, purpose="To talk.")
    for person in members:
        actions.join_room(room, by=person)
    return room


def say(room: Any, person: Any, words: str, **more: Any) -> Any:
    actions.join_room(room, by=person)
    stored = actions.post(room.pk, by=person, body=words, cid=uuid.uuid4(), **more)
    return Message.objects.get(pk=stored.id)


def next_week() -> Any:
    return timezone.localdate() + timedelta(days=7)
