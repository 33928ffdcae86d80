"""What both sides of a match have told of themselves, read for many people at once."""

from collections import defaultdict

from django.utils import timezone

from mentoring import apart, week
from mentoring.models import Apart, Request, Topic, Volunteer, WeeklyHours
from people.models import Person
from people.rest import zone_of


def topics(row: Request | Volunteer) -> dict[str, frozenset[str]]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for topic in row.topics.all():
        by_kind[topic.kind].add(topic.name)
    return {
        "needs": frozenset(by_kind[Topic.Kind.HELP]),
        "experience": frozenset(by_kind[Topic.Kind.LIVED]),
    }


def half_hours(ids: list[int]) -> dict[int, frozenset[int]]:
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


def marks(ids: list[int]) -> dict[tuple[int, bool], set[str]]:
    found: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for one in Apart.objects.filter(person__in=ids):
        found[one.person_id, one.is_own].add(one.mark)
    return found


def known_by(
    person: Person, aparts: dict[tuple[int, bool], set[str]]
) -> frozenset[str]:
    """Their own towns, places of work and names; the alias is a name too."""
    return frozenset(aparts[person.pk, True] | apart.marks(person.alias, "name"))


def are_apart(one: Person, other: Person) -> bool:
    """Whether either must never meet the other; why is nobody's to read."""
    aparts = marks([one.pk, other.pk])
    return bool(
        aparts[one.pk, False] & known_by(other, aparts)
        or aparts[other.pk, False] & known_by(one, aparts)
    )
