"""Keeping pairs that meet face to face: they begin, they meet, they end."""

from datetime import date

from django.utils import timezone

from mentoring.models import FaceMeeting, FacePair
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change

FUTURE = "That day has not come yet."


@change
def begin_face_pair(
    mentor: Person, mentee_label: str, started_on: date, *, by: Person
) -> FacePair:
    _refuse_others(by)
    if mentor.role != Role.MENTOR:
        raise Refused(f"{mentor} is not a mentor.", "mentor")
    _refuse_future(started_on, "started_on")
    return FacePair.objects.create(
        mentor=mentor, mentee_label=mentee_label, started_on=started_on, noted_by=by
    )


@change
def end_face_pair(pair: FacePair, ended_on: date, *, by: Person) -> None:
    _refuse_others(by)
    _refuse_future(ended_on, "ended_on")
    if ended_on < pair.started_on:
        raise Refused("It cannot end before it started.", "ended_on")
    FacePair.objects.filter(pk=pair.pk).update(ended_on=ended_on)


@change
def note_meeting(
    pair: FacePair, met_on: date, minutes: int, note: str, *, by: Person
) -> FaceMeeting:
    """The mentor of the pair notes it, or a coordinator for them."""
    if by.pk != pair.mentor_id:
        _refuse_others(by)
    _refuse_future(met_on, "met_on")
    if met_on < pair.started_on or (pair.ended_on and met_on > pair.ended_on):
        raise Refused("You were not a pair on that day.", "met_on")
    return FaceMeeting.objects.create(
        pair=pair, met_on=met_on, minutes=minutes, note=note, noted_by=by
    )


def _refuse_others(by: Person) -> None:
    if not by.is_coordinator:
        raise Refused("Only a coordinator can do that.")


def _refuse_future(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused(FUTURE, field)
