"""What group sessions did in a period; who took part is forgotten, how many is not."""

from dataclasses import dataclass

from django.db.models import Sum

from evaluation.programme import Period
from mentoring.models import Group


@dataclass(frozen=True)
class Groups:
    held: int
    places: int
    taken: int
    not_held: int
    cancelled: int


def groups(period: Period) -> Groups:
    """Held: its circle, or a small one, began. A place counts as taken by whoever came."""
    planned = Group.objects.filter(period.within("starts_at"))
    ended = planned.filter(state=Group.State.ENDED)
    held = ended.exclude(live_at=None)
    sums = held.aggregate(places=Sum("places"), taken=Sum("came"))
    return Groups(
        held=held.count(),
        places=sums["places"] or 0,
        taken=sums["taken"] or 0,
        not_held=ended.filter(live_at=None).count(),
        cancelled=planned.filter(state=Group.State.CANCELLED).count(),
    )
