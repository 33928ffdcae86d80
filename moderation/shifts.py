"""Who is on shift, who of them is really there, and which rooms they cover."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from mentoring.models import SmallCircle
from moderation.models import Flag, Shift
from people.models import Person, Role
from realtime import roster
from realtime.plain_sql import rows_of
from rooms.models import Room

# A shift that somebody forgot to end stops covering rooms after this long.
LONGEST = timedelta(hours=12)
# A page left open covers nothing for longer than this.
ACTED_WITHIN = timedelta(minutes=10)
# Who ends a shift and begins another sooner than this has not rested.
REST = timedelta(hours=1)


def current() -> QuerySet[Shift]:
    """Shifts that go on now, of moderators who may still act."""
    return Shift.objects.filter(
        standing("moderator"),
        ended_at=None,
        started_at__gt=timezone.now() - LONGEST,
        moderator__is_active=True,
        moderator__role__in=[Role.MODERATOR, Role.LEAD],
    ).select_related("moderator__act")


def standing(name: str) -> Q:
    """Those whose person, under this name, is neither suspended nor on a break now."""
    now = timezone.now()
    out, away = f"{name}__suspended_until", f"{name}__away_until"
    not_out = Q((out, None)) | Q((f"{out}__lte", now))
    return not_out & (Q((away, None)) | Q((f"{away}__lte", now)))


def of(person: Person) -> Shift | None:
    return current().filter(moderator=person).first()


def on_since(shift: Shift) -> datetime:
    """When they came on: limits are not renewed by ending a shift and beginning one."""
    began = shift.started_at
    earlier = Shift.objects.filter(
        moderator=shift.moderator_id,
        started_at__lt=began,
        started_at__gt=began - LONGEST,
        ended_at__isnull=False,
    )
    for one in earlier.order_by("-started_at"):
        if one.ended_at is None or one.ended_at < began - REST:
            break
        began = one.started_at
    return began


def here() -> QuerySet[Shift]:
    """Those whose moderator has a page open right now."""
    # A handful are on a shift, and thousands may be here: a statement names the few.
    on = current().values_list("pk", "moderator")
    persons = roster.persons_here() if on else set()
    open_now = [pk for pk, moderator in on if moderator in persons]
    return Shift.objects.filter(pk__in=open_now).select_related("moderator__act")


def watching() -> QuerySet[Shift]:
    """Those who are here and did something lately: only they cover their rooms."""
    lately = timezone.now() - ACTED_WITHIN
    return here().filter(moderator__act__at__gt=lately)


def does_anybody_watch(besides: int) -> bool:
    """Asked whenever somebody is shown help, mostly while no shift goes on."""
    if not rows_of(Shift, ("id",), "ended_at IS NULL"):
        return False
    return watching().exclude(moderator=besides).exists()


def is_watching(person: Person) -> bool:
    return watching().filter(moderator=person).exists()


def covered_rooms() -> set[int]:
    """The rooms that somebody who is really there watches over."""
    rooms = Room.objects.filter(shifts__in=watching(), closed_at=None)
    watched = set(rooms.values_list("pk", flat=True))
    # Whoever is with a group is with the small circles into which it has parted.
    parts = SmallCircle.objects.filter(group__room__in=watched, ended_at=None)
    return watched | set(parts.values_list("room", flat=True))


def covers_too_long(until: datetime) -> bool:
    """Whether some room is covered, or kept open, for longer than anybody gives it."""
    longer = Q(covered_until__gt=until) | Q(stays_open_until__gt=until)
    return Room.objects.filter(longer).exists()


def rooms_with_red_in_hand() -> set[int]:
    """Where somebody is at work on a red flag now."""
    in_hand = Flag.objects.filter(
        level=Flag.Level.RED,
        state=Flag.State.CLAIMED,
        claimed_until__gt=timezone.now(),
        kept_until=None,
        message__room__kind=Room.Kind.ROOM,
    )
    return set(in_hand.values_list("message__room", flat=True))


def rooms_to_cover() -> QuerySet[Room]:
    return Room.objects.filter(kind=Room.Kind.ROOM, closed_at=None).order_by("name")
