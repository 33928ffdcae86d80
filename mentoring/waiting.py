"""Who waits for a mentor and who could be one, as matching sees them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mentoring import apart, week, weight
from mentoring.models import (
    Apart,
    Away,
    Match,
    Mentorship,
    Request,
    Requirement,
    Topic,
    Volunteer,
    WeeklyHours,
)
from mentoring.sides import Mentee, Mentor
from people.models import Person, Role
from people.zones import is_zone

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
    hours, aparts, again = _hours(ids), _aparts(ids), _not_again(ids)
    now = timezone.now()
    return [
        Mentee(
            row.person_id,
            **_topics(row),
            languages=frozenset(row.languages),
            gender=row.gender,
            age_band=row.age_band,
            hours=hours[row.person_id],
            waited_days=(now - row.asked_at) / timedelta(days=1),
            never=frozenset(aparts[row.person_id, False]),
            is_known_by=_known(row.person, aparts),
            not_again=frozenset(again[row.person_id]),
        )
        for row in rows
    ]


def mentors(on: date | None = None) -> list[Mentor]:
    """Everyone who was approved; who may take nobody now is not ready or has no place."""
    day = on or timezone.localdate()
    rows = list(
        Volunteer.objects.filter(state=Volunteer.State.APPROVED)
        .select_related("person")
        .prefetch_related("topics", "checks", "person__aways")
    )
    ids = [row.person_id for row in rows]
    hours, aparts, loads = _hours(ids), _aparts(ids), _loads(ids)
    asked = asked_of_mentors()
    return [
        Mentor(
            row.person_id,
            **_topics(row),
            languages=frozenset(row.languages),
            gender=row.gender,
            age_band=row.age_band,
            hours=hours[row.person_id],
            places=weight.places(row.most, loads[row.person_id]),
            never=frozenset(aparts[row.person_id, False]),
            is_known_by=_known(row.person, aparts),
            is_ready=_may_mentor(row, day) and not missing(row, day, asked),
        )
        for row in rows
    ]


def asked_of_mentors() -> list[Requirement]:
    return list(Requirement.objects.filter(is_asked=True).order_by("pk"))


def missing(
    volunteer: Volunteer, on: date, asked: Iterable[Requirement] | None = None
) -> list[Requirement]:
    """What is asked of mentors and is not in order for this one on a day."""
    good = {c.requirement_id for c in volunteer.checks.all() if c.is_good(on)}
    wanted = asked_of_mentors() if asked is None else asked
    return [one for one in wanted if one.pk not in good]


def lacking(person: Person) -> list[Requirement]:
    """What a mentor of the programme must renew before they take somebody on."""
    approved = Volunteer.objects.filter(person=person, state=Volunteer.State.APPROVED)
    found = approved.prefetch_related("checks").first()
    return missing(found, timezone.localdate()) if found else []


def are_apart(one: Person, other: Person) -> bool:
    """Whether either must never meet the other; why is nobody's to read."""
    aparts = _aparts([one.pk, other.pk])
    return bool(
        aparts[one.pk, False] & _known(other, aparts)
        or aparts[other.pk, False] & _known(one, aparts)
    )


def away_on(person: Person, day: date) -> Away | None:
    return next((one for one in person.aways.all() if one.covers(day)), None)


def places_of(volunteer: Volunteer) -> int:
    """For how many more this mentor has room."""
    ids = [volunteer.person_id]
    return weight.places(volunteer.most, _loads(ids)[volunteer.person_id])


def zone_of(person: Person) -> ZoneInfo:
    name = person.time_zone
    return ZoneInfo(name if is_zone(name) else settings.TIME_ZONE)


def _may_mentor(volunteer: Volunteer, on: date) -> bool:
    person = volunteer.person
    is_here = not person.is_suspended() and not away_on(person, on)
    return person.role == Role.MENTOR and is_here


def _topics(row: Request | Volunteer) -> dict[str, frozenset[str]]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for topic in row.topics.all():
        by_kind[topic.kind].add(topic.name)
    return {
        "needs": frozenset(by_kind[Topic.Kind.HELP]),
        "experience": frozenset(by_kind[Topic.Kind.LIVED]),
    }


def _hours(ids: list[int]) -> dict[int, frozenset[int]]:
    """Half-hours of this week, by person; a span is told on its owner's clock."""
    today = timezone.localdate()
    spans: dict[int, list[WeeklyHours]] = defaultdict(list)
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for one in WeeklyHours.objects.filter(person__in=ids).select_related("person"):
        spans[one.person_id].append(one)
    for person_id, own in spans.items():
        zone = zone_of(own[0].person)
        week_spans = [week.Span(s.weekday, s.starts, s.ends) for s in own]
        found[person_id] = week.half_hours(week_spans, zone, today)
    return found


def _aparts(ids: list[int]) -> dict[tuple[int, bool], set[str]]:
    found: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for one in Apart.objects.filter(person__in=ids):
        found[one.person_id, one.is_own].add(one.mark)
    return found


def _known(person: Person, aparts: dict[tuple[int, bool], set[str]]) -> frozenset[str]:
    """Their own towns, places of work and names; the alias is a name too."""
    return frozenset(aparts[person.pk, True] | apart.marks(person.alias, "name"))


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


def _loads(ids: list[int]) -> dict[int, list[float]]:
    """The weights of each mentor's threads; one who is asked counts already."""
    found: dict[int, list[float]] = defaultdict(list)
    lately = Q(room__messages__at__gte=timezone.now() - weight.LATELY)
    pairs = Mentorship.objects.filter(mentor__in=ids, ended_at=None)
    counted = pairs.annotate(lately=Count("room__messages", filter=lately))
    for mentor_id, messages in counted.values_list("mentor", "lately"):
        found[mentor_id].append(weight.weight(messages))
    asked = Match.objects.filter(mentor__in=ids, state__in=Match.OPEN)
    for mentor_id in asked.values_list("mentor", flat=True):
        found[mentor_id].append(1.0)
    return found
