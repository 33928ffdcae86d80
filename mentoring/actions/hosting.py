"""A group whose host may not be there: another takes over, or it stops kindly."""

from django.urls import reverse
from django.utils import timezone

from mentoring.actions.checking import is_free
from mentoring.actions.circling import end_small, who_came
from mentoring.actions.grouping import LEFT
from mentoring.actions.settling_groups import people_of, settling, tell_of_group
from mentoring.actions.supporting import coordinators
from mentoring.care_models import HostGone
from mentoring.group_models import Group
from people import inbox
from people.actions import Refused, notify
from people.models import Person, Role
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms

LOST = _(
    "The host of your group session can’t be there. A coordinator is asked to find "
    "another. You hear from us."
)
FOUND_AGAIN = _("Your group session can take place after all, with %(host)s.")
STOPPED = _(
    "Your group session had to stop. It is nothing you did. You can still read what "
    "was written."
)
CANCELLED = _("A group session is cancelled. It is nothing you did. We are sorry.")
NEW_HOST = _("%(host)s holds your group session now. You keep your place.")
State = Group.State


@change
def lose_host(group: Group) -> None:
    """Before it opens: those who come are told, and a coordinator looks for another."""
    with settling(group, _all_told(group)) as found:
        if found.state != State.PLANNED or not found.is_hostless():
            return
        _gone, is_new = HostGone.objects.get_or_create(group=found)
        if is_new:
            tell_of_group(_guests(found), found, LOST)
            words = (
                f"{found.host} can’t hold a group session. Please find another host."
            )
            _tell_coordinators(found, words)


@change
def find_host_again(group: Group) -> None:
    """Whoever was kept out is back in time: those who come hear that too."""
    with settling(group, _all_told(group)) as found:
        gone = HostGone.objects.filter(group=found)
        if found.state != State.PLANNED or found.is_hostless() or not gone.exists():
            return
        gone.delete()
        tell_of_group(_guests(found), found, _(FOUND_AGAIN, host=found.host))


@change
def stop_group(group: Group) -> None:
    """It is open, or goes on, and its host may not be there; nothing written is lost."""
    with settling(group, _all_told(group)) as found:
        if found.state != State.PLANNED:
            return
        end_small(found)
        found.state = State.ENDED if found.live_at else State.CANCELLED
        found.ended_at, found.came = timezone.now(), len(who_came(found))
        found.save(update_fields=["state", "ended_at", "came"])
        rooms.close_room(found.room)
        HostGone.objects.update_or_create(
            group=found, defaults={"at": timezone.now(), "seen_at": None}
        )
        tell_of_group(_guests(found), found, STOPPED if found.live_at else CANCELLED)
        words = f"A group session with {found.host} had to stop."
        _tell_coordinators(
            found, words if found.live_at else f"{words} Nobody held it."
        )


@change
def hand_over_group(group: Group, to: Person, *, by: Person) -> None:
    """A coordinator gives it to another mentor; everybody keeps their place."""
    if not by.is_coordinator:
        raise Refused("Only a coordinator can do that.")
    with settling(group, [*_all_told(group), to.pk]) as found:
        host = Person.objects.get(pk=to.pk)
        _check(found, host)
        before, found.host = found.host, host
        found.save(update_fields=["host"])
        found.taken.filter(person=host).update(state=LEFT, is_helper=False)
        HostGone.objects.filter(group=found).delete()
        rooms.leave_room(found.room, by=before)
        rooms.join_room(found.room, by=host)
        tell_of_group([*_guests(found), before], found, _(NEW_HOST, host=host))
        words = _("You hold a group session now. A coordinator asked you to.")
        tell_of_group([host], found, words)


@change
def see_to_group(gone: HostGone, *, by: Person) -> None:
    """A coordinator has asked how people are; whoever was first stays."""
    if not by.is_coordinator:
        raise Refused("Only a coordinator can do that.")
    open_ones = HostGone.objects.filter(pk=gone.pk, seen_at=None)
    open_ones.update(seen_by=by, seen_at=timezone.now())


def _check(group: Group, host: Person) -> None:
    if group.state != State.PLANNED or timezone.now() >= group.closes_at:
        raise Refused("This group session is over, or was cancelled.")
    if group.live_at is not None:
        raise Refused("Its circle has begun. It cannot change hands now.")
    if host.pk == group.host_id:
        raise Refused("Choose another mentor.", "host")
    if host.role != Role.MENTOR or host.is_suspended():
        raise Refused("Only a mentor can host a group session.", "host")
    if not is_free(group, [host], but=group):
        raise Refused(f"{host} has another session then.", "host")


def _guests(group: Group) -> list[Person]:
    ids = [pk for pk in people_of(group) if pk != group.host_id]
    return list(Person.objects.filter(pk__in=ids))


def _all_told(group: Group) -> list[int]:
    return [*people_of(group), *(person.pk for person in coordinators())]


def _tell_coordinators(group: Group, words: str) -> None:
    link = reverse("live_sessions")
    for one in inbox.in_order(coordinators()):
        notify(one, kind="programme", words=words, link=link)
