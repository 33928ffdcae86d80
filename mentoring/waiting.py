"""Who waits for a mentor and who could be one, as matching sees them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mentoring import carrying, in_order, taking_on, told, weight
from mentoring.models import Match, Mentorship, Request, Volunteer
from mentoring.sides import Mentee, Mentor

# After so long somebody who waits is pointed out.
LONG_WAIT = timedelta(days=21)


def everyone() -> QuerySet[Request]:
    """Those who wait, the longest first."""
    waiting = Request.objects.filter(state=Request.State.WAITING)
    return waiting.select_related("person").order_by("asked_at", "pk")


def unasked() -> list[Request]:
    """Those who wait and for whom no mentor is being asked now."""
    asked = Match.objects.filter(state__in=Match.OPEN).values("request")
    return list(everyone().exclude(pk__in=asked).prefetch_related("topics"))


def mentees(requests: Iterable[Request]) -> list[Mentee]:
    rows = list(requests)
    ids = [row.person_id for row in rows]
    hours, aparts, again = told.half_hours(ids), told.marks(ids), _not_again(ids)
    now = timezone.now()
    return [
        Mentee(
            row.person_id,
            **told.topics(row),
            languages=frozenset(row.languages),
            gender=row.gender,
            age_band=row.age_band,
            hours=hours[row.person_id],
            waited_days=(now - row.asked_at) / timedelta(days=1),
            never=frozenset(aparts[row.person_id, False]),
            is_known_by=told.known_by(row.person, aparts),
            not_again=frozenset(again[row.person_id]),
        )
        for row in rows
    ]


def mentors() -> list[Mentor]:
    """Everyone who was approved; who may take nobody now is not ready or has no place."""
    rows = list(
        Volunteer.objects.filter(state=Volunteer.State.APPROVED)
        .select_related("person")
        .prefetch_related("topics", "checks", "person__aways")
    )
    ids = [row.person_id for row in rows]
    hours, aparts, loads = told.half_hours(ids), told.marks(ids), carrying.loads(ids)
    today, asked = timezone.localdate(), in_order.asked_of_mentors()
    return [
        Mentor(
            row.person_id,
            **told.topics(row),
            languages=frozenset(row.languages),
            gender=row.gender,
            age_band=row.age_band,
            hours=hours[row.person_id],
            places=weight.places(row.most, loads[row.person_id]),
            never=frozenset(aparts[row.person_id, False]),
            is_known_by=told.known_by(row.person, aparts),
            is_ready=not taking_on.why_nobody(row, today, asked),
        )
        for row in rows
    ]


def _not_again(ids: list[int]) -> dict[int, set[int]]:
    """Mentors whom each was matched with before, or has now."""
    found: dict[int, set[int]] = defaultdict(set)
    tried = Match.objects.filter(request__person__in=ids, state__in=Match.NOT_AGAIN)
    for person_id, mentor_id in tried.values_list("request__person", "mentor"):
        found[person_id].add(mentor_id)
    now = Mentorship.objects.filter(mentee__in=ids, ended_at=None)
    for person_id, mentor_id in now.values_list("mentee", "mentor"):
        found[person_id].add(mentor_id)
    return found
