"""Letting go of somebody who left for good: their threads end, and what was theirs goes."""

from mentoring.actions.asking import withdraw_request
from mentoring.actions.grouping import give_place_back
from mentoring.actions.pairing import end_mentorship
from mentoring.models import (
    Apart,
    Attendance,
    CalendarFeed,
    Draft,
    Group,
    Mentorship,
    OwnNotes,
    Phrase,
    Place,
    ReadingTimes,
    Request,
    Undelivered,
    Volunteer,
    WeeklyHours,
)
from people.actions import Refused
from people.models import Person
from realtime.writer import change

# What was for themselves alone, or said where and when they can be met.
OWN = (
    *(Apart, CalendarFeed, Draft, OwnNotes, Phrase),
    *(ReadingTimes, Undelivered, WeeklyHours),
)
NOTHING_SAID = {"gender": "", "age_band": "", "languages": []}


def forget_person(person: Person) -> None:
    """In many changes; what is done already stays done."""
    pairs = Mentorship.objects.filter(mentee=person, ended_at=None)
    for mentorship in pairs.select_related("mentor", "mentee", "room"):
        end_mentorship(mentorship, by=None)
    for request in Request.objects.filter(person=person, state=Request.State.WAITING):
        withdraw_request(request, by=person)
    _give_places_back(person)
    _forget(person)


def _give_places_back(person: Person) -> None:
    taken = Place.objects.filter(person=person, group__state=Group.State.PLANNED)
    for place in taken.exclude(state=Place.State.LEFT).select_related("group"):
        try:
            give_place_back(place.group, by=person)
        except Refused:
            """It is over; who had a place there is forgotten by itself."""


@change
def _forget(person: Person) -> None:
    for model in OWN:
        model._default_manager.filter(person=person).delete()
    Attendance.objects.filter(person=person).update(note="")
    Request.objects.filter(person=person).update(**NOTHING_SAID)
    offers = Volunteer.objects.filter(person=person)
    offers.update(**NOTHING_SAID, why="", few_words="", state=Volunteer.State.STOPPED)
