"""What is to be done for people after a red flag, and who was there."""

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from moderation import flags
from moderation.aftercare_models import Care
from moderation.models import Decision, Flag
from people.models import Person, Role
from realtime import roster
from rooms.models import Message, Room

MORNING = time(10)
# A task that nobody does is told to the leads.
LEFT_LYING = timedelta(days=1)


def next_morning(now: datetime) -> datetime:
    here = timezone.localtime(now)
    day = here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def moderators_of(flag: Flag) -> list[Person]:
    """Who decided about it, or seconded."""
    decided = Decision.objects.filter(flag=flag).values("by")
    seconded = flag.proposals.exclude(second=None).values("second")
    asked = flag.proposals.values("by")
    who = Q(pk__in=decided) | Q(pk__in=seconded) | Q(pk__in=asked)
    return list(Person.objects.filter(who).order_by("pk"))


def standing_reds() -> QuerySet[Flag]:
    """Red messages that people in a room can read now."""
    return flags.unresolved().filter(
        level=Flag.Level.RED,
        message__state=Message.State.SHOWN,
        message__room__kind=Room.Kind.ROOM,
    )


def present(flag: Flag) -> set[int]:
    """Who has the room open now, but for its author and the staff."""
    here = roster.followers(f"room:{flag.message.room_id}")
    people = Person.objects.filter(pk__in=here, role__in=["peer", "mentor"])
    return set(people.exclude(pk=flag.message.author_id).values_list("pk", flat=True))


def waiting(person: Person) -> QuerySet[Care]:
    """What waits for the shift, and what is this person's own; the soonest first."""
    found = Care.objects.filter(open_to(person), done_at=None)
    found = found.exclude(flag__message__author=person)
    return found.select_related("flag__message__author", "owner").order_by(
        "due_at", "pk"
    )


def open_to(person: Person) -> Q:
    return Q(owner=person) | for_shift()


def for_shift() -> Q:
    """Nobody's own, or of somebody who can't do it here now."""
    cannot_act = (
        Q(owner__is_active=False)
        | Q(owner__suspended_until__gt=timezone.now())
        | ~Q(owner__role__in=[Role.MODERATOR, Role.LEAD])
    )
    return Q(owner=None) | cannot_act


def due(now: datetime) -> QuerySet[Care]:
    return Care.objects.filter(done_at=None, due_at__lte=now).order_by("pk")
