"""Places in a group session and its waiting list: taken, given back, forgotten."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mentoring.actions.checking import is_free
from mentoring.actions.settling_groups import BUSY, settling, tell_of_group
from mentoring.group_models import Group, Place
from people.actions import Refused
from people.models import Person, Role
from realtime.later import later as _
from realtime.writer import change

MOST_WAITING = 40
FORGET_AFTER = timedelta(days=28)
TAKEN, WAITING, LEFT = Place.State.TAKEN, Place.State.WAITING, Place.State.LEFT


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


def _refuse_over(group: Group) -> None:
    is_over = timezone.now() >= group.closes_at
    if group.state != Group.State.PLANNED or is_over:
        raise Refused(_("This group session is over, or was cancelled."))


@change
def forget_places() -> None:
    """Who took part in what is not kept; how many came is."""
    over = Group.objects.filter(ended_at__lt=timezone.now() - FORGET_AFTER)
    Place.objects.filter(group__in=over).delete()
