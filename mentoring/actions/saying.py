"""Saying something in a thread as part of a change: screened and kept as all else there."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_noop

from people.actions import Refused, notify
from people.models import Person
from realtime.later import later as _
from realtime.sources import Refusal
from rooms import actions as rooms
from rooms import pace, posting
from rooms.actions import storing
from rooms.models import Message, Room
from rooms.posting import BadPost, Post


def say(room: Room, words: str, *, by: Person, field: str) -> Message:
    """At the pace of all writing, so that no page is a quicker way into a thread."""
    take_turn(by, field)
    return say_at_once(room, words, by=by, field=field)


def take_turn(by: Person, field: str | None = None) -> None:
    refusal = pace.take_turn(by.pk)
    if refusal:
        raise Refused(refusal.reason, field)


def say_at_once(room: Room, words: str, *, by: Person, field: str) -> Message:
    """What is refused is refused in words, at the field where it was typed."""
    try:
        fields = {"cid": str(uuid.uuid4()), "body": words}
        wish = posting.clean_post(room.pk, by.pk, fields)
        wish.is_beside = True
        answer = rooms.post_message(wish)
    except BadPost as problem:
        raise Refused(str(problem), field) from None
    if isinstance(answer, Refusal):
        raise Refused(answer.reason, field)
    return Message.objects.get(pk=answer.id)


def say_shortly(
    room: Room, words: str, *, by: Person, field: str, most: int
) -> Message | None:
    """What may be left empty, and has a length of its own."""
    if not words:
        return None
    if len(words) > most:
        raise Refused(_("Use %(most)s characters at most.", most=most), field)
    return say(room, words, by=by, field=field)


def is_of_danger(room_id: int, words: str, *, by: Person) -> bool:
    """What screening says of words that nobody will read; slow, so before a change."""
    wish = Post(room_id, by.pk, uuid.uuid4(), words)
    storing.screen([wish])
    return posting.is_distress(wish)


def show_help(person: Person) -> None:
    """In the change that keeps such words. They raise no flag, because nobody reads them."""
    words = gettext_noop(
        "What you wrote sounds hard. It is kept, and nobody else has read it. "
        "You can reach a person now, at any hour."
    )
    notify(person, kind="help", words=words, link=reverse("help"))
