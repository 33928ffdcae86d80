"""Being on shift: starting, choosing rooms, ending, and what that covers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from moderation import flags, handovers, shifts
from moderation.actions import acting, claims, duty, handing_over
from moderation.models import Shift
from moderation.shift_models import CheckOut, Handover
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room

NOT_ON = "You are not on shift."


class Wishes(TypedDict, total=False):
    """With whom, until when, and what not today."""

    buddy_id: int | None
    until: datetime | None
    avoids: list[str]


@change
def start_shift(
    chosen: Sequence[Room], *, by: Person, **wishes: Unpack[Wishes]
) -> Shift:
    """Covers the rooms at once: who starts a shift is there."""
    by = duty.check(by)
    shift = shifts.of(by)
    if shift is None:
        _end(Shift.objects.filter(moderator=by, ended_at=None))
        shift = Shift.objects.create(moderator=by)
    _wish(shift, wishes)
    acting.note_act(by)
    _cover(shift, chosen)
    return shift


@change
def choose_rooms(
    chosen: Sequence[Room], *, by: Person, **wishes: Unpack[Wishes]
) -> Shift:
    by = duty.check(by)
    shift = _shift_of(by)
    _wish(shift, wishes)
    before = _ids(shift)
    _cover(shift, chosen)
    _uncover(before - _ids(shift))
    return shift


@change
def end_shift(*, by: Person, answer: str = "", note: str = "") -> Shift:
    """Ends the cover of rooms that nobody else watches, in the same commit.

    What they still hold goes back to the board; until somebody has it, it is a
    handover that calls who is on call. Inboxes are locked before the board.
    """
    shift = _shift_of(by)
    if answer in {CheckOut.Answer.TALK, CheckOut.Answer.CALL}:
        _tell_leads(by, answer)
    _let_go(by)
    shift.ended_at = timezone.now()
    shift.save(update_fields=["ended_at"])
    if answer or note:
        CheckOut.objects.create(shift=shift, answer=answer, note=note)
    _uncover(_ids(shift))
    return shift


@change
def have_spoken(person: Person, *, by: Person) -> None:
    """A lead has spoken with whoever asked for it."""
    by = duty.check_lead(by)
    asked = CheckOut.objects.filter(shift__moderator=person, spoken_at=None)
    asked.update(spoken_by=by, spoken_at=timezone.now())


def _let_go(person: Person) -> None:
    """An offer that was made stands; what was offered to nobody waits for anybody.

    What they keep for later stays theirs until the hour that they have set.
    """
    for flag in handovers.cases_of(person).filter(kept_until=None):
        with flags.moving(flag) as held:
            if held.claimed_by_id != person.pk:
                continue
            if not held.handovers.filter(state=Handover.State.OFFERED).exists():
                handing_over.hand_over(held, giver=person, receiver=None)
            claims.give_up(held, person)


def _tell_leads(person: Person, answer: str) -> None:
    words = f"{person.alias}: “{CheckOut.Answer(answer).label}.”"
    leads = Person.objects.filter(role=Role.LEAD, is_active=True).exclude(pk=person.pk)
    for lead in inbox.in_order(leads):
        people.notify(lead, kind="check_out", words=words, link=reverse("moderation"))


def _wish(shift: Shift, wishes: Wishes) -> None:
    for name, value in wishes.items():
        setattr(shift, name, value)
    shift.save(update_fields=list(wishes) or None)


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
