"""How much mentors carry now, and for how many more they have room."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils import timezone

from mentoring import weight
from mentoring.models import Match, Mentorship, Volunteer


def places_of(volunteer: Volunteer) -> int:
    """For how many more this mentor has room."""
    ids = [volunteer.person_id]
    return weight.places(volunteer.most, loads(ids)[volunteer.person_id])


def loads(ids: list[int]) -> dict[int, list[float]]:
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
