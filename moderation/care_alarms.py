"""Whom aftercare that is due is told to."""

from datetime import datetime

from moderation import aftercare, alarms, climbing
from moderation.aftercare_models import Care
from moderation.alarms import Alarm
from moderation.climbing import Call, Watch
from moderation.paging_models import Page

DUE = "Aftercare is due. It is for you, or for the shift."


def of_care(now: datetime) -> list[Alarm]:
    """The shift or its owner first; what lies for a day is told to the leads."""
    waiting = list(aftercare.due(now))
    if not waiting:
        return []
    keys = [f"care:{care.pk}" for care in waiting]
    shared = set(aftercare.due(now).filter(aftercare.for_shift()))
    watch = alarms.watch_now()
    found = [
        Alarm(f"care:{care.pk}", DUE, call)
        for care in waiting
        for call in _calls(care, watch, now, is_shared=care in shared)
    ]
    return alarms.not_told(found, Page.objects.filter(key__in=keys))


def _calls(care: Care, watch: Watch, now: datetime, *, is_shared: bool) -> list[Call]:
    if care.owner_id and not is_shared:
        return [Call(climbing.SHIFT, 0, care.owner_id)]
    calls = [Call(climbing.SHIFT, 0, person) for person in watch.shift]
    if now >= care.due_at + aftercare.LEFT_LYING:
        calls += [Call(climbing.LEAD, 0, person) for person in watch.leads]
    return calls
