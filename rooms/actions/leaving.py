"""Letting go of somebody who left for good: their words, their places, what they muted."""

from django.utils import timezone

from people.models import Person
from realtime.writer import change
from rooms.actions.mending import WORDLESS, take_some_back
from rooms.models import HiddenPerson, HiddenWord, Membership, Message, Room

# So few at a time that nobody who writes meanwhile waits long.
AT_ONCE = 50


def forget_person(person: Person) -> None:
    """In many changes; what is done already stays done."""
    words = Message.objects.filter(author=person).exclude(state__in=WORDLESS)
    rooms = words.order_by("room").values_list("room", flat=True).distinct()
    for room in Room.objects.filter(pk__in=list(rooms)).order_by("pk"):
        while take_some_back(room, person, AT_ONCE) == AT_ONCE:
            """There may be more."""
    _forget(person)


@change
def _forget(person: Person) -> None:
    here = Membership.objects.filter(person=person)
    here.filter(left_at=None).update(left_at=timezone.now())
    here.update(last_read=None)
    HiddenPerson.objects.filter(owner=person).delete()
    HiddenWord.objects.filter(owner=person).delete()
