"""A room's hours and breaks as they are kept, and the spans that follow from them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from rooms import hours
from rooms.hours import Hours, Rest, Span
from rooms.hours_models import Break
from rooms.models import Room


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def week_of(room: Room) -> list[Hours]:
    return [Hours(h.weekday, h.opens, h.closes) for h in room.hours.all()]


def breaks_of(room: Room) -> list[Break]:
    return list(Break.objects.filter(Q(room=None) | Q(room=room)))


def rests(breaks: list[Break]) -> list[Rest]:
    return [Rest(one.first_day, one.last_day) for one in breaks]


def spans_ahead(room: Room, now: datetime, days: int) -> list[Span]:
    """When it is open by its hours, from now on and for some days."""
    first = now.astimezone(zone()).date() - timedelta(days=2)
    last = now + timedelta(days=days)
    found = hours.spans(week_of(room), rests(breaks_of(room)), zone(), first, days + 3)
    return [
        Span(max(span.start, now), span.end)
        for span in found
        if span.end > now and span.start < last
    ]
