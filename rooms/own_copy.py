"""What somebody wrote in rooms and in private, and what they would rather not see."""

from collections.abc import Iterator
from itertools import groupby

from people.models import Person
from people.own_copy import Line, Part, part
from realtime.later import later as _
from rooms.models import HiddenPerson, HiddenWord, Message, Room

TITLES = {
    Room.Kind.THREAD: _("What you wrote in a thread"),
    Room.Kind.CHECK_IN: _("What you wrote to moderators"),
    Room.Kind.SUPPORT: _("What you wrote to coordinators"),
}


def parts(person: Person) -> Iterator[Part]:
    written = Message.objects.filter(author=person).exclude(body="")
    in_order = written.select_related("room").order_by("room", "at", "pk")
    for room, said in groupby(in_order.iterator(), key=lambda one: one.room):
        yield Part(_title(room), [Line(one.said, one.at) for one in said])
    words = HiddenWord.objects.filter(owner=person).values_list("word", flat=True)
    people = HiddenPerson.objects.filter(owner=person).select_related("person")
    muted = [*words, *(hidden.person.alias for hidden in people)]
    yield from part(_("What you muted"), map(Line, muted))


def _title(room: Room) -> str:
    if room.kind in TITLES:
        return TITLES[Room.Kind(room.kind)]
    return _("What you wrote in %(room)s", room=room.name)
