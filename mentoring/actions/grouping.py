"""Group sessions: planning one, places and the waiting list, and calling it off."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mentoring.actions.checking import check_time, is_free
from mentoring.group_models import Group, Place
from people import inbox, standing
from people.actions import Refused, notify
from people.models import Person, Role
from realtime import streams
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms

FEWEST, MOST = 3, 36
MOST_WAITING = 40
MOST_PLANNED = 6
FORGET_AFTER = timedelta(days=28)
TAKEN, WAITING, LEFT = Place.State.TAKEN, Place.State.WAITING, Place.State.LEFT
BUSY = _("You have another session then.")


@change
def plan_group(
    *,
    by: Person,
    starts_at: datetime,
    minutes: int,
    zone: str,
    topic: str,
    about: str,
    places: int,
) -> Group:
    """Its room needs a moderator like every room, so moderators hear of it."""
    with streams.moving([inbox.stream_of(by.pk)]):
        host = Person.objects.get(pk=by.pk)
        _check_host(host)
        if not FEWEST <= places <= MOST:
            raise Refused(
                _(
                    "Choose between %(fewest)s and %(most)s places.",
                    fewest=FEWEST,
                    most=MOST,
                ),
                "places",
            )
        wish = Group(starts_at=starts_at, minutes=minutes, host=host)
        wish.say_on(zone)
        check_time(wish)
        if not is_free(wish, [host]):
            raise Refused(BUSY, "time")
        wish.topic, wish.about, wish.places = topic.strip(), about.strip(), places
        wish.room = rooms.open_room(
            by=host, name=wish.topic, purpose=wish.about, is_open_to_all=False
        )
        wish.save()
    words = _(
        "%(host)s plans a group session. Somebody must watch over its room.", host=host
    )
    tell_of_group(staff(), wish, words)
    return wish


def _check_host(host: Person) -> None:
    if host.role != Role.MENTOR or host.is_suspended():
        raise Refused(_("Only a mentor can host a group session."))
    ahead = Group.objects.filter(host=host, state=Group.State.PLANNED)
    if ahead.count() >= MOST_PLANNED:
        raise Refused(_("You have many groups ahead. Hold one before you plan more."))


# --- Places


@change
def take_place(group: Group, *, by: Person) -> Place:
    """A place, or the next one in the waiting list; asking twice is asking once."""
    with settling(group, [by.pk]) as found:
        person = _joiner(found, by)
        place, _made = Place.objects.get_or_create(
            group=found, person=person, defaults={"state": LEFT}
        )
        if place.state != LEFT:
            return place
        if not is_free(found, [person]):
            raise Refused(BUSY)
        now = timezone.now()
        has_room = _taken(found).count() < found.places
        if not has_room and found.taken.filter(state=WAITING).count() >= MOST_WAITING:
            raise Refused(_("The waiting list is full. Another group may suit you."))
        place.state, place.is_helper, place.asked_at = WAITING, False, now
        if has_room:
            place.state, place.settled_at = TAKEN, now
        place.save()
    return place


@change
def help_host(group: Group, *, by: Person) -> Place:
    """Another mentor helps, so that a large group can part into small circles."""
    with settling(group, [by.pk]) as found:
        person = _joiner(found, by)
        if person.role != Role.MENTOR:
            raise Refused(_("Only a mentor can help to host."))
        if not is_free(found, [person]):
            raise Refused(BUSY)
        now = timezone.now()
        place, _made = Place.objects.update_or_create(
            group=found,
            person=person,
            defaults={"state": TAKEN, "is_helper": True, "settled_at": now},
        )
        tell_of_group(
            [found.host],
            found,
            _("%(person)s helps you with your group.", person=person),
        )
    return place


@change
def give_place_back(group: Group, *, by: Person) -> None:
    """Whoever waits longest and is free moves up, and is told."""
    waiting = group.taken.filter(state=WAITING).values_list("person", flat=True)
    with settling(group, [by.pk, *waiting]) as found:
        _refuse_over(found)
        mine = found.taken.filter(person=by).exclude(state=LEFT).first()
        if mine is None:
            return
        mine.state, mine.is_helper, mine.settled_at = LEFT, False, None
        mine.save()
        _move_up(found)


def _move_up(group: Group) -> None:
    """As long as there is room; who is not free at that hour keeps waiting."""
    waiting = group.taken.filter(state=WAITING).select_related("person")
    for place in waiting.order_by("asked_at", "pk"):
        if _taken(group).count() >= group.places:
            return
        if place.person.is_suspended() or not is_free(group, [place.person]):
            continue
        place.state, place.settled_at = TAKEN, timezone.now()
        place.save()
        words = _(
            "There is a place for you now in a group session. You can give it back."
        )
        tell_of_group([place.person], group, words)


def _taken(group: Group) -> QuerySet[Place]:
    return group.taken.filter(state=TAKEN, is_helper=False)


def _joiner(group: Group, by: Person) -> Person:
    _refuse_over(group)
    person = Person.objects.get(pk=by.pk)
    if person.pk == group.host_id:
        raise Refused(_("You host this group. You have your place."))
    if person.is_suspended():
        raise Refused(_("You can't change this at the moment. Help is still open."))
    return person


# --- Calling it off, and forgetting


@change
def cancel_group(group: Group, *, by: Person | None) -> None:
    """The host or a coordinator; nobody, where the host is a mentor no longer.

    Everybody with a place, or waiting for one, is told.
    """
    if by is not None and by.pk != group.host_id and not by.is_coordinator:
        raise Refused(_("Only its host or a coordinator can do that."))
    with settling(group, people_of(group)) as found:
        if by is not None and not found.is_ahead(timezone.now()):
            raise Refused(_("It is open or over. You can end it on its page."))
        found.state, found.ended_at = Group.State.CANCELLED, timezone.now()
        found.save(update_fields=["state", "ended_at"])
        rooms.close_room(found.room)
        others = [pk for pk in people_of(found) if by is None or pk != by.pk]
        words = _("A group session is cancelled. It is nothing you did. We are sorry.")
        tell_of_group(Person.objects.filter(pk__in=others), found, words)


@change
def forget_places() -> None:
    """Who took part in what is not kept; how many came is."""
    over = Group.objects.filter(ended_at__lt=timezone.now() - FORGET_AFTER)
    Place.objects.filter(group__in=over).delete()


# --- What every change of a group needs


@contextmanager
def settling(group: Group, people: Sequence[int]) -> Iterator[Group]:
    """Locks its rooms and these inboxes, then reads it again: the last place is one place."""
    ids, parts = {group.host_id, *people}, _parts(group)
    names = [group.room.stream, *parts, *map(inbox.stream_of, ids)]
    with streams.moving(names):
        standing.hold(ids)
        # Rooms are locked before inboxes, so one that is new must not be met here.
        if _parts(group) - parts:
            raise Refused(_("It has just parted. Please look again."))
        yield Group.objects.select_related("host", "room").get(pk=group.pk)


def _parts(group: Group) -> set[str]:
    going_on = group.small_circles.filter(ended_at=None).select_related("room")
    return {part.room.stream for part in going_on}


def people_of(group: Group) -> list[int]:
    """Its host, and all with a place or waiting for one."""
    here = group.taken.exclude(state=LEFT).values_list("person", flat=True)
    return [group.host_id, *here]


def _refuse_over(group: Group) -> None:
    is_over = timezone.now() >= group.closes_at
    if group.state != Group.State.PLANNED or is_over:
        raise Refused(_("This group session is over, or was cancelled."))


def staff() -> QuerySet[Person]:
    roles = [Role.MODERATOR, Role.COORDINATOR, Role.LEAD]
    return Person.objects.filter(role__in=roles, is_active=True)


def tell_of_group(people: Iterable[Person], group: Group, words: str) -> None:
    link = reverse("group", args=[group.pk])
    # Inboxes are locked in one order in every process.
    for one in sorted(people, key=lambda one: inbox.stream_of(one.pk)):
        notify(one, kind="session", words=words, link=link)
