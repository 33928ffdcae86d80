"""Four ways to start, for somebody who has not written in a room yet."""

from people.models import Person
from realtime.later import later as _
from rooms.models import Message, Room

# What each is called, and the words it begins with; they can be changed before sending.
OPENINGS = {
    "support": (
        _("Looking for support"),
        _("Hello. I’m new here, and I could do with some support. At the moment "),
    ),
    "hello": (
        _("Saying hello"),
        _("Hello everyone. I’m new here. I just wanted to say hi."),
    ),
    "ideas": (
        _("Asking for ideas"),
        _("Hello. I’m new here. Has anybody found something that helps with "),
    ),
    "win": (
        _("Sharing a small win"),
        _("Hello. I’m new here. One small thing that went well today: "),
    ),
}


def offered(person: Person, room: Room) -> dict[str, str]:
    """The ways to start, for who has never written where people are."""
    if room.kind != Room.Kind.ROOM or has_written(person):
        return {}
    return {key: label for key, (label, _) in OPENINGS.items()}


def has_written(person: Person) -> bool:
    real = Message.objects.filter(room__kind=Room.Kind.ROOM, room__is_practice=False)
    return real.filter(author=person).exists()


def draft(opening: str) -> str:
    return OPENINGS[opening][1] if opening in OPENINGS else ""
