"""The house speaks: in a room, and to whoever comes in."""

from typing import Any

from django.conf import settings

from care.models import Signing, Welcome
from people import aliases, hashing, inbox
from people.actions import Refused
from people.models import Person, Role
from realtime import streams
from realtime.sources import Refusal
from realtime.writer import change
from rooms import actions as rooms
from rooms import posting
from rooms.actions import storing
from rooms.models import Message, Room
from rooms.posting import Post

NOT_ROOM = "The house speaks in rooms only."
WRITE = "Write something first."


@change
def keep_house() -> Person:
    """The house's account, made once; no passphrase opens it."""
    found = Person.objects.filter(role=Role.HOST).first()
    name = settings.COMMUNITY_NAME[: aliases.LONGEST]
    if found is None:
        key = f"::{aliases.alias_key(name)}"
        account = {"alias": name, "role": Role.HOST, "is_adult": True}
        account["password"] = hashing.hash_passphrase(None)
        found, _ = Person.objects.get_or_create(alias_key=key, defaults=account)
        streams.begin(inbox.stream_of(found.pk))
    elif found.alias != name:
        found.alias = name
        found.save(update_fields=["alias"])
    return found


def speak_as_house(room: Room, fields: dict[str, Any], *, by: Person) -> Message:
    """Says something in a room with the house's voice; who signed it is kept with it."""
    if room.kind != Room.Kind.ROOM:
        raise Refused(NOT_ROOM, "room")
    try:
        wish = posting.clean_post(room.pk, keep_house().pk, fields)
    except posting.BadPost as problem:
        raise Refused(str(problem), "body") from None
    storing.screen([wish])
    return _speak(room, wish, by)


@change
def _speak(room: Room, wish: Post, by: Person) -> Message:
    house = Person.objects.get(pk=wish.author)
    rooms.join_room(room, by=house)
    answer = storing.post_message(wish)
    if isinstance(answer, Refusal):
        raise Refused(answer.reason, "body")
    message = Message.objects.get(pk=answer.id)
    Signing.objects.get_or_create(message=message, defaults={"signer": by})
    return message


@change
def write_welcome(words: str, *, by: Person) -> Welcome:
    if not words.strip():
        raise Refused(WRITE, "words")
    return Welcome.objects.create(words=words.strip(), signer=by)
