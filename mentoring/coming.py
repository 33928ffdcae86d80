"""What is coming or on, for the clocks: sessions that both agreed to, and planned groups."""

from datetime import datetime, timedelta

from mentoring.models import Group, Session


def agreed(now: datetime, ahead: timedelta) -> list[Session]:
    sessions = Session.objects.filter(
        starts_at__lte=now + ahead, state=Session.State.ACCEPTED
    )
    return list(sessions.select_related("mentorship__mentor", "mentorship__mentee"))


def planned(now: datetime, ahead: timedelta) -> list[Group]:
    groups = Group.objects.filter(starts_at__lte=now + ahead, state=Group.State.PLANNED)
    found = groups.select_related("host", "room")
    return list(found.prefetch_related("taken__person"))
