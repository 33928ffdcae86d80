"""The one door to first messages, welcomers and rooms where the house speaks; else 404."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from care import answers
from care.models import Welcomer
from care.wall_models import Service
from moderation import flags, shifts
from people.models import FIRST_WEEK, Person, Role
from rooms import access as rooms
from rooms.models import Message, Room


def still_unanswered(person: Person) -> QuerySet[Message]:
    """For moderators everywhere; for welcomers in their own rooms."""
    if not person.is_moderator and not is_welcomer(person):
        raise Http404
    shown = Message.objects.filter(unanswered__isnull=False, state=Message.State.SHOWN)
    if not person.is_moderator:
        shown = shown.filter(room__in=rooms.rooms_of(person)).exclude(
            flags__in=flags.unresolved()
        )
    gone = answers.answered(shown, FIRST_WEEK).values("pk")
    waiting = shown.exclude(pk__in=gone).select_related("author", "room")
    return waiting.exclude(author=person).order_by("at")


def first_week_of(moderator: Person) -> QuerySet[Person]:
    """Who came in this week, newest first."""
    if not moderator.is_moderator:
        raise Http404
    since = timezone.now() - FIRST_WEEK
    new = Person.objects.filter(role=Role.PEER, joined_at__gt=since, is_canary=False)
    return new.order_by("-joined_at")


def is_welcomer(person: Person) -> bool:
    return Welcomer.objects.filter(person=person, ended_at=None).exists()


def welcomer_of(person: Person) -> Welcomer | None:
    return Welcomer.objects.filter(person=person).first()


def welcomers_for(moderator: Person) -> QuerySet[Welcomer]:
    if not moderator.is_moderator:
        raise Http404
    return Welcomer.objects.select_related("person").order_by("person__alias_key")


def welcomer_for(moderator: Person, welcomer_id: int) -> Welcomer:
    found = welcomers_for(moderator).filter(pk=welcomer_id).first()
    if found is None:
        raise Http404
    return found


def welcomers_in(room: Room) -> list[Person]:
    """Those who offered, are in this room, and may be here now."""
    able = Person.objects.filter(
        shifts.standing("welcomer__person"),
        welcomer__ended_at=None,
        welcomer__isnull=False,
        is_active=True,
        memberships__in=room.memberships.filter(left_at=None, removed_at=None),
    )
    return list(able.order_by("pk"))


def rooms_of_the_house(staff: Person) -> list[Room]:
    """Where the house may speak: the rooms that this member of staff may see."""
    if not staff.is_staff_member:
        raise Http404
    return rooms.rooms_for(staff)


def service_for(person: Person, service_id: int) -> Service:
    """What is on the wall, for anybody; what is not, for staff."""
    found = Service.objects.filter(pk=service_id).first()
    if found is None or not (found.is_listed or person.is_staff_member):
        raise Http404
    return found


def room_beside(person: Person, room_id: int | None) -> Room | None:
    """The room that somebody came from, if they may be there; else none."""
    mine = rooms.rooms_of(person).filter(kind=Room.Kind.ROOM)
    return None if room_id is None else mine.filter(pk=room_id).first()
