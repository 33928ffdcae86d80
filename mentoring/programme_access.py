"""The one door to volunteers, requests and matches: one's own, or a coordinator's."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentoring import waiting
from mentoring.models import (
    Away,
    FacePair,
    Match,
    Request,
    Requirement,
    Topic,
    Volunteer,
    VolunteerFile,
)
from people.models import Person

M = TypeVar("M", bound=Model)


def own_volunteer(person: Person) -> Volunteer | None:
    return Volunteer.objects.filter(person=person).prefetch_related("topics").first()


def own_request(person: Person) -> Request | None:
    return waiting.everyone().filter(person=person).first()


def own_match(person: Person) -> Match | None:
    """The mentor whom this mentee is asked about."""
    asked = Match.objects.filter(request__person=person, state=Match.State.MENTEE)
    return asked.select_related("mentor").first()


def match_for(person: Person, match_id: int) -> Match:
    """For the one who is asked, and for whoever was; a mentee never before their turn."""
    match = _match(match_id)
    is_mentor = match.mentor_id == person.pk and match.state != Match.State.NEXT
    told = {Match.State.MENTEE, Match.State.PAIRED, Match.State.MENTEE_NO}
    is_mentee = match.request.person_id == person.pk and match.state in told
    if not (is_mentor or is_mentee):
        raise Http404
    return match


def offers_to(mentor: Person) -> QuerySet[Match]:
    return Match.objects.filter(mentor=mentor, state=Match.State.MENTOR)


def away_for(person: Person, away_id: int) -> Away:
    return one(person.aways.all(), away_id)


# --- Coordinators


def volunteers_for(coordinator: Person) -> QuerySet[Volunteer]:
    _refuse_others(coordinator)
    found = Volunteer.objects.select_related("person").prefetch_related(
        "checks__requirement", "topics", "person__aways"
    )
    return found.order_by("person__alias_key")


def volunteer_for(coordinator: Person, volunteer_id: int) -> Volunteer:
    return one(volunteers_for(coordinator), volunteer_id)


def requests_for(coordinator: Person) -> QuerySet[Request]:
    _refuse_others(coordinator)
    return waiting.everyone().prefetch_related("topics", "matches__mentor")


def request_for(coordinator: Person, request_id: int) -> Request:
    return one(requests_for(coordinator), request_id)


def all_requests_for(coordinator: Person) -> QuerySet[Request]:
    """Also of those who wait no longer, so that it can be said."""
    _refuse_others(coordinator)
    return Request.objects.select_related("person")


def topics_for(coordinator: Person) -> QuerySet[Topic]:
    _refuse_others(coordinator)
    return Topic.objects.order_by("kind", "pk")


def requirements_for(coordinator: Person) -> QuerySet[Requirement]:
    _refuse_others(coordinator)
    return Requirement.objects.order_by("pk")


def _match(match_id: int) -> Match:
    found = Match.objects.select_related("mentor", "request__person", "mentorship")
    return one(found, match_id)


def _refuse_others(coordinator: Person) -> None:
    if not coordinator.is_coordinator:
        raise Http404


def face_pairs_of(person: Person) -> QuerySet[FacePair]:
    """A coordinator finds all of them, a mentor their own, everybody else none."""
    found = FacePair.objects.select_related("mentor").prefetch_related("meetings")
    return found if person.is_coordinator else found.filter(mentor=person)


def one(found: QuerySet[M], pk: int) -> M:
    return get_object_or_404(found, pk=pk)


def files_for(coordinator: Person) -> QuerySet[VolunteerFile]:
    _refuse_others(coordinator)
    return VolunteerFile.objects.order_by("-pk")


def names_for_files() -> dict[str, list[str]]:
    """What a file of volunteers may name: topics, and what is asked of mentors."""
    asked = Requirement.objects.filter(is_asked=True).order_by("pk")
    return {
        "topics": list(Topic.objects.values_list("name", flat=True)),
        "asked": [one.name for one in asked],
    }
