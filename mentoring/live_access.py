"""The door to how sessions stand and what nobody came to; for coordinators only."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentoring import group_access
from mentoring.care_models import HostGone, Missed
from mentoring.live import LATELY, NEXT
from mentoring.models import Attendance, Group, Session
from people.models import Person

PAIR = ("mentorship__mentor", "mentorship__mentee")


def sessions_near(coordinator: Person, now: datetime) -> list[Session]:
    _refuse_others(coordinator)
    near = Session.objects.filter(
        state=Session.State.ACCEPTED, starts_at__lte=now + NEXT
    )
    found = near.select_related(*PAIR).prefetch_related("attendances")
    return list(found.order_by("starts_at", "pk"))


def groups_near(coordinator: Person, now: datetime) -> list[Group]:
    _refuse_others(coordinator)
    near = Group.objects.filter(state=Group.State.PLANNED, starts_at__lte=now + NEXT)
    return list(near.select_related("host", "room").order_by("starts_at", "pk"))


def missed_by_both(coordinator: Person) -> QuerySet[Missed]:
    """What nobody has looked at yet."""
    _refuse_others(coordinator)
    found = Missed.objects.filter(seen_at=None).order_by("at")
    return found.select_related(*(f"session__{name}" for name in PAIR))


def missed_for(coordinator: Person, missed_id: int) -> Missed:
    found = missed_by_both(coordinator).filter(pk=missed_id).first()
    if found is None:
        raise Http404
    return found


def groups_without_host(coordinator: Person) -> QuerySet[HostGone]:
    """Those that need another host, and those that had to stop and nobody has looked at."""
    _refuse_others(coordinator)
    found = HostGone.objects.filter(seen_at=None).order_by("at")
    return found.select_related("group__host")


def group_without_host(coordinator: Person, group_id: int) -> HostGone:
    found = group_access.group_for(coordinator, group_id)
    return get_object_or_404(groups_without_host(coordinator), group=found)


def felt_lately(coordinator: Person, now: datetime) -> list[Attendance]:
    _refuse_others(coordinator)
    said = Attendance.objects.exclude(felt="")
    found = said.filter(session__starts_at__gte=now - LATELY)
    pair = (f"session__{name}" for name in PAIR)
    return list(found.select_related("person", *pair).order_by("-session__starts_at"))


def _refuse_others(coordinator: Person) -> None:
    if not coordinator.is_coordinator:
        raise Http404
