"""When people have agreed to be somewhere: nobody is in two sessions at once."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from mentoring import scheduling
from mentoring.models import Group, Place, Session

Times = tuple[datetime, datetime]
# A session that was made longer still ends within this.
LONGEST = scheduling.LONGEST_IN_ALL * scheduling.MINUTE


def times_of(
    people: Collection[int],
    since: datetime,
    until: datetime,
    but: Session | Group | None = None,
) -> list[Times]:
    """Spans of any of these people that may touch a time, but for one of them."""
    theirs = Q(mentorship__mentor__in=people) | Q(mentorship__mentee__in=people)
    sessions = Session.objects.filter(
        theirs,
        state=Session.State.ACCEPTED,
        starts_at__lt=until,
        starts_at__gt=since - LONGEST,
    )
    found: list[Session | Group] = [*sessions, *_groups(people, since, until)]
    return [(one.starts_at, one.ends_at) for one in found if one != but]


def _groups(people: Collection[int], since: datetime, until: datetime) -> list[Group]:
    """Those that they host or have a place in; who only waits for one is free."""
    placed = Q(taken__person__in=people, taken__state=Place.State.TAKEN)
    groups = Group.objects.filter(
        Q(host__in=people) | placed,
        state=Group.State.PLANNED,
        starts_at__lt=until,
        starts_at__gt=since - LONGEST,
    )
    return list(groups.distinct())
