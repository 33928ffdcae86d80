"""Holding a group session: people come in, a circle begins, parts and ends."""

from itertools import cycle

from django.utils import timezone

from mentoring.actions.grouping import TAKEN
from mentoring.actions.settling_groups import people_of, settling, tell_of_group
from mentoring.group_models import Group, Place, SmallCircle
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms
from rooms.circles import MOST, USUAL_MINUTES
from rooms.models import Room

NOT_COVERED = _("A moderator must be with the room first. They have been told.")


@change
def come_to_group(group: Group, *, by: Person) -> Room:
    """Lets in who has a place; while a circle goes on they sit down in it at once."""
    with settling(group, [by.pk]) as found:
        if not found.is_open(timezone.now()):
            raise Refused(_("This group session is not open now."))
        if by.pk == found.host_id:
            return found.room
        place = found.taken.filter(person=by, state=TAKEN).first()
        if place is None:
            raise Refused(_("You have no place in this group. You can ask for one."))
        small = place.small_circle
        room = small.room if small and small.ended_at is None else found.room
        if rooms.join_room(room, by=by) is None:
            raise Refused(_("You can’t come into this room any more."))
        if place.came_at is None:
            place.came_at = timezone.now()
            place.save(update_fields=["came_at"])
        rooms.sit_down(room, by=by)
    return room


@change
def begin_circle(group: Group, *, by: Person) -> None:
    """A circle with everybody who came; the host gives the turns in the room."""
    with settling(group, people_of(group)) as found:
        _refuse_unless_host(found, by)
        came = who_came(found)
        if len(came) > MOST:
            raise Refused(_("That is more than twelve. Part into small circles."))
        _open(found.room, by, came)
        _be_live(found)


@change
def part_group(group: Group, *, by: Person) -> list[SmallCircle]:
    """Small circles of at most twelve, one for each mentor who is there."""
    with settling(group, people_of(group)) as found:
        _refuse_unless_host(found, by)
        if found.small_circles.filter(ended_at=None).exists():
            raise Refused(_("It has parted already."))
        helpers = who_came(found, helpers=True)
        hosts, came = [by, *(one.person for one in helpers)], who_came(found)
        if len(hosts) < 2 or len(came) > MOST * len(hosts):
            raise Refused(_("You need another mentor here for small circles."))
        rooms.end_circle(found.room, by=by)
        parts = [_part(found, host, n) for n, host in enumerate(hosts, start=1)]
        for place, part in zip(came, cycle(parts), strict=False):
            place.small_circle = part
            place.save(update_fields=["small_circle"])
            rooms.join_room(part.room, by=place.person)
            rooms.sit_down(part.room, by=place.person)
        for helper, part in zip(helpers, parts[1:], strict=True):
            helper.small_circle = part
            helper.save(update_fields=["small_circle"])
        _be_live(found)
        people = [place.person for place in [*came, *helpers]]
        tell_of_group(people, found, _("Your small circle is open. Come in here."))
    return parts


def _part(group: Group, host: Person, number: int) -> SmallCircle:
    """Covered as the group's own room is, by whoever watches over that."""
    name = f"{group.topic[:50]}: circle {number}"
    room = rooms.open_room(
        by=host, name=name, purpose=group.about, is_open_to_all=False
    )
    covered_until = group.room.covered_until
    if covered_until is not None:
        rooms.renew_cover([room.pk], until=covered_until)
    _open(room, host, [])
    return SmallCircle.objects.create(group=group, room=room, host=host)


@change
def come_together(group: Group, *, by: Person) -> None:
    """Small circles end; everybody finds their way back to the group's room."""
    with settling(group, people_of(group)) as found:
        _refuse_unless_host(found, by)
        if end_small(found):
            here = [*who_came(found), *who_came(found, helpers=True)]
            people = [place.person for place in here]
            for person in people:
                rooms.join_room(found.room, by=person)
            tell_of_group(
                people, found, _("Everybody comes back together. Come in here.")
            )


@change
def end_group(group: Group, *, by: Person | None) -> None:
    """The host or a coordinator while it is open, or the clock when it is long over."""
    if by is not None and by.pk != group.host_id and not by.is_coordinator:
        raise Refused(_("Only its host or a coordinator can do that."))
    with settling(group, people_of(group)) as found:
        is_open = found.is_open(timezone.now())
        if found.state != Group.State.PLANNED or (by is not None and not is_open):
            return
        end_small(found)
        found.state, found.ended_at = Group.State.ENDED, timezone.now()
        found.came = len(who_came(found))
        found.save(update_fields=["state", "ended_at", "came"])
        rooms.end_circle(found.room, by=found.host)
        rooms.close_room(found.room)


def end_small(group: Group) -> bool:
    parts = list(group.small_circles.filter(ended_at=None).select_related("room"))
    for part in parts:
        rooms.end_circle(part.room, by=part.host)
        rooms.close_room(part.room)
        part.ended_at = timezone.now()
        part.save(update_fields=["ended_at"])
    return bool(parts)


def _open(room: Room, host: Person, people: list[Place]) -> None:
    refusal = rooms.open_circle(room, by=host, minutes=USUAL_MINUTES, most=MOST)
    if refusal is not None:
        room.refresh_from_db()
        is_quiet = not room.takes_messages(timezone.now())
        raise Refused(NOT_COVERED if is_quiet else refusal.reason)
    for place in people:
        rooms.sit_down(room, by=place.person)


def who_came(group: Group, *, helpers: bool = False) -> list[Place]:
    here = group.taken.filter(state=TAKEN, is_helper=helpers).exclude(came_at=None)
    return list(here.select_related("person").order_by("came_at", "pk"))


def _be_live(group: Group) -> None:
    if group.live_at is None:
        group.live_at = timezone.now()
        group.save(update_fields=["live_at"])


def _refuse_unless_host(group: Group, by: Person) -> None:
    if by.pk != group.host_id:
        raise Refused(_("Only its host can do that."))
    if not group.is_open(timezone.now()):
        raise Refused(_("This group session is not open now."))
