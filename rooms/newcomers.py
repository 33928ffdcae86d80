"""Who is in their first week, and who is shown it."""

from django.utils import timezone

from people.models import FIRST_WEEK, Person, Role
from rooms.models import Membership, Room


def is_shown(author: Person, reader: Person) -> bool:
    """Moderators always see it; peers only if the newcomer chose so."""
    return author.is_new and (author.shows_first_week or reader.is_moderator)


def first_for(reader: Person) -> int | str:
    """For moderators: everybody from this number on is new. Numbers follow joining."""
    if not reader.is_moderator:
        return ""
    since = timezone.now() - FIRST_WEEK
    new = Person.objects.filter(role=Role.PEER, joined_at__gt=since)
    first = new.order_by("pk").values_list("pk", flat=True).first()
    return first or ""


def is_listening(person: Person, room: Room) -> bool:
    """Whether they came in just to listen."""
    here = Membership.objects.filter(room=room, person=person, left_at=None)
    return here.filter(is_listening=True).exists()
