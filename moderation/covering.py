"""Which rooms have cover, which will lose it, and where nobody is planned ahead."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from moderation import gaps, shifts
from moderation.cover_models import CoverWaiver, PlannedShift
from moderation.gaps import Span
from people.models import Role
from rooms import standing, timetable
from rooms.models import Room
from rooms.states import CLOSING_ROUND, State

AHEAD = 14  # days
# Pointed out by name on the page of rooms.
SOON = timedelta(hours=24)


@dataclass(frozen=True)
class Gap:
    room: Room
    span: Span

    @property
    def end_style(self) -> str:
        """The hour is enough where it ends within the day or night."""
        is_short = self.span.end - self.span.start < timedelta(hours=20)
        return "time" if is_short else ""


def planned_ahead(now: datetime) -> QuerySet[PlannedShift]:
    """What is on now or comes, by those who may still moderate."""
    able = PlannedShift.objects.filter(
        dropped_at=None,
        ends_at__gt=now,
        moderator__is_active=True,
        moderator__role__in=[Role.MODERATOR, Role.LEAD],
    )
    return able.select_related("moderator", "planned_by").prefetch_related("rooms")


def watches(now: datetime) -> dict[int, list[Span]]:
    """By room, the spans that somebody plans to watch."""
    found: dict[int, list[Span]] = defaultdict(list)
    for planned in planned_ahead(now):
        for room in planned.rooms.all():
            found[room.pk].append(Span(planned.starts_at, planned.ends_at))
    return found


def gaps_ahead(now: datetime, days: int = AHEAD) -> list[Gap]:
    """When rooms that need cover would be open, and nobody is planned; soonest first."""
    planned = watches(now)
    rooms = shifts.rooms_to_cover().filter(needs_cover=True, has_hours=True)
    found = [
        Gap(room, gap)
        for room in rooms.prefetch_related("hours")
        for gap in gaps.gaps(_open(room, now, days), planned.get(room.pk, []))
    ]
    return sorted(found, key=lambda gap: (gap.span.start, gap.room.name))


def _open(room: Room, now: datetime, days: int) -> list[Span]:
    return [Span(s.start, s.end) for s in timetable.spans_ahead(room, now, days)]


def rooms_now() -> list[dict[str, Any]]:
    """Every room as a moderator needs to know it; those without cover first."""
    now = timezone.now()
    planned, watchers = watches(now), _watchers()
    waivers = {w.room_id: w for w in current_waivers()}
    first_gaps: dict[int, Span] = {}
    for gap in gaps_ahead(now, days=1):
        first_gaps.setdefault(gap.room.pk, gap.span)
    cards = [
        standing.of(room, now)
        | {
            "room": room,
            "pause": room.pause(now),
            "watchers": watchers[room.pk],
            "lacks_cover": lacks_cover(room, watchers[room.pk], now),
            "waiver": waivers.get(room.pk),
            "loses_at": _loses_at(room, planned, first_gaps, now),
        }
        for room in shifts.rooms_to_cover()
    ]
    return sorted(cards, key=lambda card: (not card["lacks_cover"], card["room"].name))


def just_lost(now: datetime) -> list[Room]:
    """Rooms in their closing round because nobody is with them any more."""
    recent = shifts.rooms_to_cover().filter(
        needs_cover=True,
        covered_until__gt=now - CLOSING_ROUND,
        covered_until__lte=now,
    )
    return [room for room in recent if room.state(now) == State.CLOSING]


def rooms_without_cover() -> list[Room]:
    """Those that would be open now and are quiet, as posting itself reads them."""
    now = timezone.now()
    needing = shifts.rooms_to_cover().filter(needs_cover=True)
    bare = [room for room in needing if not room.is_covered(now)]
    return [room for room in bare if room.state(now) != State.SHUT]


def lacks_cover(room: Room, watchers: Sequence[str], now: datetime) -> bool:
    """It would be open now, needs a moderator, and has none."""
    return room.needs_cover and not watchers and room.state(now) != State.SHUT


def _watchers() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for shift in shifts.watching().prefetch_related("rooms"):
        for room in shift.rooms.all():
            found[room.pk].append(shift.moderator.alias)
    return found


def _loses_at(
    room: Room,
    planned: dict[int, list[Span]],
    first_gaps: dict[int, Span],
    now: datetime,
) -> datetime | None:
    """When the plan leaves an open room alone within a day; None if it does not."""
    if not room.needs_cover:
        return None
    if room.has_hours:
        gap = first_gaps.get(room.pk)
        return gap.start if gap else None
    until = gaps.watched_until(planned.get(room.pk, []), now)
    return until if until and until < now + SOON else None


def current_waivers() -> QuerySet[CoverWaiver]:
    return CoverWaiver.objects.filter(ended_at=None).select_related("by", "room")


def overdue() -> QuerySet[CoverWaiver]:
    return current_waivers().filter(review_on__lte=timezone.localdate())


def unexplained() -> QuerySet[Room]:
    """Rooms of which nobody has said why they need no cover."""
    if settings.DEMO:
        return Room.objects.none()
    without = shifts.rooms_to_cover().filter(needs_cover=False)
    return without.exclude(pk__in=current_waivers().values("room"))


def warnings() -> list[str]:
    """What is not as it must be; for safeguarding leads."""
    return warnings_of(overdue().count(), unexplained().count())


def warnings_of(overdue: int, unexplained: int) -> list[str]:
    found = []
    if overdue:
        found.append("A room is without cover, and its review is overdue.")
    if unexplained:
        found.append("A room is without cover, and nobody has said why.")
    return found
