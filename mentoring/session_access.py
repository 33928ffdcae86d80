"""The one door to sessions, and to one's own reminders and calendar of them, or 404."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentoring.access import own_mentorships
from mentoring.models import CalendarFeed, Mentorship, Phase, Reminding, Session
from people.models import Person


def session_for(person: Person, session_id: int) -> Session:
    sessions = Session.objects.filter(
        mentorship__in=own_mentorships(person), pk=session_id
    )
    return get_object_or_404(_with_people(sessions))


def sessions_ahead(person: Person) -> list[Session]:
    """What is proposed, agreed or open now, soonest first."""
    states = [Session.State.PROPOSED, Session.State.ACCEPTED]
    sessions = Session.objects.filter(
        mentorship__in=own_mentorships(person), state__in=states
    )
    now = timezone.now()
    over = {Phase.ENDED, Phase.GONE}
    return [s for s in _with_people(sessions) if s.phase(now) not in over]


def sessions_shown(person: Person, mentorship: Mentorship) -> list[Session]:
    """What a thread's page shows: all ahead, else the one that ended last."""
    sessions = _with_people(
        Session.objects.filter(
            mentorship=mentorship, mentorship__in=own_mentorships(person)
        )
    )
    now = timezone.now()
    found = [(session, session.phase(now)) for session in sessions]
    ahead = [s for s, phase in found if phase not in {Phase.ENDED, Phase.GONE}]
    ended = [s for s, phase in found if phase == Phase.ENDED]
    return ended[-1:] + ahead


def has_later(session: Session) -> bool:
    """Whether others of its series come after it and stand like it."""
    same = Session.objects.filter(series=session.series, state=session.state)
    return session.series is not None and (
        same.filter(starts_at__gt=session.starts_at).exists()
    )


def left_out_of(session: Session) -> list[datetime]:
    """Weeks of an agreed series that had been taken by the time of the yes."""
    if session.series is None:
        return []
    same = Session.objects.filter(
        series=session.series, state=Session.State.DECLINED
    ).order_by("starts_at")
    return list(same.values_list("starts_at", flat=True))


def sessions_in_calendar(person: Person) -> QuerySet[Session]:
    """Agreed and cancelled ones from a month ago on; what is only suggested is not."""
    states = [Session.State.ACCEPTED, Session.State.ENDED, Session.State.CANCELLED]
    since = timezone.now() - timedelta(days=31)
    sessions = Session.objects.filter(
        mentorship__in=own_mentorships(person), state__in=states
    )
    never_agreed = Q(state=Session.State.CANCELLED, agreed_at=None)
    return _with_people(sessions.filter(~never_agreed, starts_at__gte=since))


def reminding_of(person: Person) -> Reminding:
    return Reminding.objects.filter(person=person).first() or Reminding()


def has_feed(person: Person) -> bool:
    return CalendarFeed.objects.filter(person=person).exists()


def owner_of_feed(token_hash: str) -> Person:
    feed = get_object_or_404(CalendarFeed, token_hash=token_hash)
    if feed.person.is_suspended():
        raise Http404
    return feed.person


def _with_people(sessions: QuerySet[Session]) -> QuerySet[Session]:
    pair = ("mentorship__mentor", "mentorship__mentee", "mentorship__room")
    found = sessions.select_related(*pair, "said", "other_time")
    return found.order_by("starts_at", "pk")
