"""Planning a group session, and calling it off."""

from datetime import datetime

from django.utils import timezone

from mentoring.actions.checking import check_time, is_free
from mentoring.actions.settling_groups import (
    BUSY,
    people_of,
    settling,
    staff,
    tell_of_group,
)
from mentoring.group_models import Group
from people import inbox
from people.actions import Refused
from people.models import Person, Role
from realtime import streams
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms

FEWEST, MOST = 3, 36
MOST_PLANNED = 6


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
    told = list(staff())
    # All at once, and so in one order: two who plan do not wait for each other.
    inboxes = {inbox.stream_of(one.pk) for one in (by, *told)}
    with streams.moving(inboxes):
        host = Person.objects.get(pk=by.pk)
        _check_host(host)
        _check_places(places)
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
            "%(host)s plans a group session. Somebody must watch over its room.",
            host=host,
        )
        tell_of_group(told, wish, words)
    return wish


def _check_host(host: Person) -> None:
    if host.role != Role.MENTOR or host.is_suspended():
        raise Refused(_("Only a mentor can host a group session."))
    ahead = Group.objects.filter(host=host, state=Group.State.PLANNED)
    if ahead.count() >= MOST_PLANNED:
        raise Refused(_("You have many groups ahead. Hold one before you plan more."))


def _check_places(places: int) -> None:
    if not FEWEST <= places <= MOST:
        words = _(
            "Choose between %(fewest)s and %(most)s places.", fewest=FEWEST, most=MOST
        )
        raise Refused(words, "places")


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
