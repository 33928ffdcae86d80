"""Tells coordinators what waits for them in threads; safe to run twice, or in two places."""

import uuid

from django.urls import reverse

from mentoring.actions.supporting import coordinators
from people.actions import notify
from realtime.one_by_one import each
from rooms import waiting
from rooms.models import Message

WAITS = "A message in a thread waits for a coordinator."


def tell_of_held_in_threads() -> None:
    each(waiting.for_coordinators().select_related("room__mentorship"), _tell_of)


def _tell_of(message: Message) -> None:
    pair, link = message.room.mentorship, reverse("held_threads")
    for person in coordinators():
        if person.pk not in {pair.mentor_id, pair.mentee_id}:
            key = uuid.uuid5(uuid.NAMESPACE_URL, f"held:{message.pk}:{person.pk}")
            notify(person, kind="programme", words=WAITS, link=link, key=key)
