"""Within what time a flag is taken, by level, and when that is for one flag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from moderation import climbing, shifts
from moderation.climbing import Span, Waiting
from moderation.models import Flag, Shift
from moderation.paging_models import Targets
from realtime.plain_sql import rows_of

LEVELS = ("red", "amber", "yellow", "green")


@dataclass(frozen=True)
class Hours:
    """What the clocks of flags go by, read once for many flags."""

    lasts: dict[str, timedelta]
    shifts: Sequence[Span]

    def begins_at(self, flag: Flag) -> datetime | None:
        return climbing.begins_at(waiting(flag), self.shifts)

    def due_at(self, flag: Flag) -> datetime | None:
        """When it must be taken; None while it waits for a shift to begin."""
        begins = self.begins_at(flag)
        return begins and begins + self.lasts[flag.level]


def waiting(flag: Flag) -> Waiting:
    return Waiting(flag.level, flag.raised_at, flag.message.author_id, flag.is_for_lead)


def newest() -> Targets | None:
    return Targets.objects.select_related("by").order_by("-pk").first()


def lasts() -> dict[str, timedelta]:
    chosen = rows_of(Targets, LEVELS, "TRUE ORDER BY id DESC LIMIT 1")
    return {
        level: timedelta(minutes=getattr(chosen[0], level))
        if chosen
        else settings.TARGETS[level]
        for level in LEVELS
    }


def hours_for(flags: Sequence[Flag]) -> Hours:
    """Shifts matter only back to the oldest flag that waits for one."""
    raised = [f.raised_at for f in flags if f.level in climbing.FOR_A_SHIFT]
    return Hours(lasts(), _shifts_since(min(raised)) if raised else ())


def _shifts_since(since: datetime) -> list[Span]:
    recent = Shift.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=since), started_at__gt=since - shifts.LONGEST
    )
    return [
        Span(started, _end(started, ended))
        for started, ended in recent.values_list("started_at", "ended_at")
    ]


def _end(started: datetime, ended: datetime | None) -> datetime:
    longest = started + shifts.LONGEST
    return min(ended, longest) if ended else longest
