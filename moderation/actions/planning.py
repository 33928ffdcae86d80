"""Planning who watches when, and letting a room be without cover."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from moderation import covering
from moderation.actions import duty
from moderation.cover_models import CoverWaiver, PlannedShift
from moderation.shifts import LONGEST
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room

NO_END = "It must end later than it starts."
TOO_LONG = "A shift is at most 12 hours long. Please plan two."
PAST = "That is over already. Please choose a time ahead."
NOT_ABLE = "Only moderators and safeguarding leads watch over rooms."
NOT_YOURS = "You can plan your own shifts. A coordinator plans for others."
NO_REASON = "Please say why. It is kept, and read at the review."
NO_REVIEW = "Please choose a day ahead, within a year."
LONGEST_WAIVER = timedelta(days=366)
GAP_AHEAD = "A room will be open soon, and nobody is planned to watch over it."


@change
def plan_shifts(
    moderator: Person,
    chosen: Sequence[Room],
    spans: Sequence[tuple[datetime, datetime]],
    *,
    by: Person,
) -> list[PlannedShift]:
    """One for each span: a weekly shift is many, each of which can be dropped alone."""
    _check_may_plan(moderator, by)
    for starts_at, ends_at in spans:
        _check_times(starts_at, ends_at)
    planned = []
    for starts_at, ends_at in spans:
        kept, _ = PlannedShift.objects.get_or_create(
            moderator=moderator,
            starts_at=starts_at,
            ends_at=ends_at,
            dropped_at=None,
            defaults={"planned_by": by},
        )
        kept.rooms.set(chosen)
        planned.append(kept)
    keep_next_watches()
    return planned


def _check_may_plan(moderator: Person, by: Person) -> None:
    if not moderator.is_moderator or not moderator.is_active:
        raise Refused(NOT_ABLE, "moderator")
    if not by.is_coordinator and (by.pk != moderator.pk or not by.is_moderator):
        raise Refused(NOT_YOURS, "moderator")


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(NO_END, "ends")
    if ends_at - starts_at > LONGEST:
        raise Refused(TOO_LONG, "ends")
    if ends_at <= timezone.now():
        raise Refused(PAST, "day")


@change
def drop_planned(planned: PlannedShift, *, by: Person) -> None:
    _check_may_plan(planned.moderator, by)
    PlannedShift.objects.filter(pk=planned.pk, dropped_at=None).update(
        dropped_at=timezone.now()
    )
    keep_next_watches()


@change
def keep_next_watches() -> None:
    """Says at each room when somebody is next planned; also for the clock."""
    now = timezone.now()
    next_at: dict[int, datetime] = {}
    for room, spans in covering.watches(now).items():
        ahead = [span.start for span in spans if span.start > now]
        if ahead:
            next_at[room] = min(ahead)
    rooms.set_next_watches(next_at)


@change
def tell_of_gaps(gaps: Sequence[covering.Gap]) -> None:
    """Once for each gap to everybody who can fill it."""
    told = Person.objects.filter(
        Q(role__in=[Role.COORDINATOR, Role.LEAD]), is_active=True
    )
    for person in inbox.in_order(told):
        for gap in gaps:
            about = f"gap:{gap.room.pk}:{gap.span.end.isoformat()}:{person.pk}"
            people.notify(
                person,
                kind="cover_gap",
                words=GAP_AHEAD,
                link=reverse("plan"),
                key=uuid.uuid5(uuid.NAMESPACE_URL, about),
            )


# --- Rooms that need no cover


@change
def waive_cover(room: Room, reason: str, review_on: date, *, by: Person) -> CoverWaiver:
    """In writing, by a safeguarding lead, until a day when it is looked at again."""
    by = duty.check_lead(by)
    reason = duty.needed(reason, "reason", NO_REASON)
    today = timezone.localdate()
    if not today < review_on <= today + LONGEST_WAIVER:
        raise Refused(NO_REVIEW, "review_on")
    _end_waivers(room)
    rooms.set_needs_cover(room, False)
    return CoverWaiver.objects.create(
        room=room, by=by, reason=reason, review_on=review_on
    )


@change
def ask_for_cover(room: Room, *, by: Person) -> None:
    duty.check_lead(by)
    _end_waivers(room)
    rooms.set_needs_cover(room, True)


def _end_waivers(room: Room) -> None:
    CoverWaiver.objects.filter(room=room, ended_at=None).update(ended_at=timezone.now())
