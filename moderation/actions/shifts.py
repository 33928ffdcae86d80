"""Being on shift: starting, choosing rooms, ending, and what that covers."""

from collections.abc import Collection, Sequence

from django.conf import settings
from django.utils import timezone

from moderation import shifts
from moderation.actions import duty
from moderation.models import Shift
from people.actions import Refused
from people.models import Person
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room

NOT_ON = "You are not on shift."


@change
def start_shift(chosen: Sequence[Room], *, by: Person) -> Shift:
    """Covers the rooms at once: who starts a shift is there."""
    by = duty.check(by)
    shift = shifts.of(by)
    if shift is None:
        _end(Shift.objects.filter(moderator=by, ended_at=None))
        shift = Shift.objects.create(moderator=by)
    _cover(shift, chosen)
    return shift


@change
def choose_rooms(chosen: Sequence[Room], *, by: Person) -> Shift:
    by = duty.check(by)
    shift = _shift_of(by)
    before = _ids(shift)
    _cover(shift, chosen)
    _uncover(before - _ids(shift))
    return shift


@change
def end_shift(*, by: Person) -> Shift:
    """Ends the cover of rooms that nobody else watches, in the same commit."""
    shift = _shift_of(by)
    shift.ended_at = timezone.now()
    shift.save(update_fields=["ended_at"])
    _uncover(_ids(shift))
    return shift


@change
def renew_cover() -> None:
    """Keeps covered what somebody who is really there watches; for the clock."""
    watched = shifts.covered_rooms()
    if watched:
        until = timezone.now() + settings.COVER_LASTS
        rooms.renew_cover(sorted(watched), until=until)


def _shift_of(person: Person) -> Shift:
    shift = Shift.objects.filter(moderator=person, ended_at=None).first()
    if shift is None:
        raise Refused(NOT_ON)
    return shift


def _end(forgotten: Collection[Shift]) -> None:
    for shift in forgotten:
        shift.ended_at = timezone.now()
        shift.save(update_fields=["ended_at"])


def _ids(shift: Shift) -> set[int]:
    return set(shift.rooms.values_list("pk", flat=True))


def _cover(shift: Shift, chosen: Sequence[Room]) -> None:
    shift.rooms.set(chosen)
    until = timezone.now() + settings.COVER_LASTS
    rooms.renew_cover([room.pk for room in chosen], until=until)


def _uncover(room_ids: set[int]) -> None:
    alone = room_ids - shifts.covered_rooms()
    if alone:
        rooms.end_cover(sorted(alone))
