"""The one door to what belongs to a thread and to one of its two, or 404."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentoring.access import own_mentorships
from mentoring.ending_models import ChangeOfMentor, Ending
from mentoring.models import (
    Draft,
    Goal,
    Mentorship,
    OwnNotes,
    Phrase,
    Request,
    Step,
)
from people.models import Person
from rooms import access as rooms


def phrases_of(person: Person) -> QuerySet[Phrase]:
    return person.phrases.all()


def phrase_for(person: Person, phrase_id: int) -> Phrase:
    return get_object_or_404(person.phrases, pk=phrase_id)


def goals_of(person: Person, mentorship: Mentorship) -> QuerySet[Goal]:
    found = Goal.objects.filter(mentorship__in=own_mentorships(person))
    return (
        found.filter(mentorship=mentorship)
        .select_related("said")
        .prefetch_related(Prefetch("steps", Step.objects.select_related("said")))
    )


def goal_for(person: Person, goal_id: int) -> Goal:
    found = Goal.objects.filter(mentorship__in=own_mentorships(person))
    return get_object_or_404(
        found.select_related("mentorship__room", "said"), pk=goal_id
    )


def step_for(person: Person, step_id: int) -> Step:
    found = Step.objects.filter(goal__mentorship__in=own_mentorships(person))
    return get_object_or_404(found.select_related("goal__mentorship__room"), pk=step_id)


def notes_of(person: Person, mentorship: Mentorship) -> OwnNotes | None:
    return OwnNotes.objects.filter(mentorship=mentorship, person=person).first()


def asked_by(mentorship: Mentorship) -> Request | None:
    """What its mentee asked for, where it came from asking; read by both."""
    return Request.objects.filter(matches__mentorship=mentorship).first()


def ending_of(mentorship: Mentorship) -> Ending | None:
    """Of a mentorship that has been through its own door."""
    return Ending.objects.filter(mentorship=mentorship).select_related("gained").first()


def change_for(mentee: Person, change_id: int) -> ChangeOfMentor:
    asked = ChangeOfMentor.objects.filter(mentorship__mentee=mentee).exclude(to=None)
    found = asked.select_related("to__volunteer", "by", "mentorship__mentor")
    return get_object_or_404(found, pk=change_id)


def handed_for(mentor: Person, room_id: int) -> ChangeOfMentor:
    """An earlier thread, for whom its mentee lets read it while they are a pair."""
    found = ChangeOfMentor.objects.filter(
        mentorship__room=rooms.room_for(mentor, room_id),
        new__mentor=mentor,
        new__ended_at=None,
        hands_thread=True,
    )
    made = found.select_related("new", "mentorship__mentor").first()
    if made is None:
        raise Http404
    return made


def earlier_thread(mentorship: Mentorship) -> int | None:
    """The number of the thread that came along with a change of mentor."""
    made = ChangeOfMentor.objects.filter(new=mentorship, hands_thread=True).first()
    return made.mentorship.room_id if made else None


def draft_of(person: Person, mentorship: Mentorship) -> Draft | None:
    return Draft.objects.filter(mentorship=mentorship, person=person).first()
