"""The one door to mentorships and sessions: only the two of a pair, or 404."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import (
    Count,
    Exists,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from mentoring import weight
from mentoring.ending_models import ChangeOfMentor
from mentoring.models import CalendarFeed, Draft, Mentorship, Phase, Reminding, Session
from people.models import Person, Role
from rooms import access as rooms
from rooms.models import Message

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Thread:
    """A mentorship as one of the pair finds it: who wrote last, and since when they wait."""

    mentorship: Mentorship
    last_at: datetime | None
    waits_since: datetime | None  # the first words that are not yet answered
    lately: int = 0
    has_draft: bool = False


def mentorship_for(person: Person, room_id: int) -> Mentorship:
    """The mentorship whose thread is this room."""
    return _one(own_mentorships(person).filter(room__pk=room_id))


def session_for(person: Person, session_id: int) -> Session:
    sessions = Session.objects.filter(
        mentorship__in=own_mentorships(person), pk=session_id
    )
    return _one(_with_people(sessions))


def threads_of(person: Person) -> list[Thread]:
    """Current threads first; among them whoever has waited longest for this person."""
    said = Message.objects.filter(room=OuterRef("room")).exclude(
        state=Message.State.TAKEN_BACK
    )
    my_last = said.filter(author=person).order_by("-seq").values("seq")[:1]
    unanswered = said.exclude(author=person).filter(seq__gt=OuterRef("my_seq"))
    threads = (
        own_mentorships(person)
        .annotate(
            my_seq=Coalesce(Subquery(my_last), 0),
            last_at=Subquery(said.order_by("-seq").values("at")[:1]),
            waits_since=Subquery(unanswered.order_by("seq").values("at")[:1]),
            lately=Count("room__messages", filter=Q(room__messages__at__gte=_lately())),
            has_draft=Exists(
                Draft.objects.filter(mentorship=OuterRef("pk"), person=person)
            ),
        )
        .select_related("mentor", "mentee", "room", "promise")
    )
    return sorted(map(_thread, threads), key=_urgency)


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


def sessions_in_calendar(person: Person) -> QuerySet[Session]:
    """Agreed and cancelled ones from a month ago on; what is only suggested is not."""
    states = [Session.State.ACCEPTED, Session.State.ENDED, Session.State.CANCELLED]
    since = timezone.now() - timedelta(days=31)
    sessions = Session.objects.filter(
        mentorship__in=own_mentorships(person), state__in=states
    )
    return _with_people(sessions.filter(starts_at__gte=since))


def reminding_of(person: Person) -> Reminding:
    return Reminding.objects.filter(person=person).first() or Reminding()


def has_feed(person: Person) -> bool:
    return CalendarFeed.objects.filter(person=person).exists()


def owner_of_feed(token_hash: str) -> Person:
    feed = _one(CalendarFeed.objects.filter(token_hash=token_hash))
    if feed.person.is_suspended():
        raise Http404
    return feed.person


def mentors_for(coordinator: Person) -> QuerySet[Person]:
    """Who can be given a mentee."""
    _refuse_others(coordinator)
    return Person.objects.filter(role=Role.MENTOR, is_active=True).order_by("alias_key")


def current_pairs(coordinator: Person) -> QuerySet[Mentorship]:
    """That pairs exist and how their sessions stand; never what they write."""
    _refuse_others(coordinator)
    pairs = Mentorship.objects.filter(ended_at=None).order_by("started_at", "pk")
    return pairs.select_related("mentor", "mentee").prefetch_related(
        "sessions", Prefetch("changes", _open_changes(), to_attr="open_changes")
    )


def change_to_settle(coordinator: Person, change_id: int) -> ChangeOfMentor:
    _refuse_others(coordinator)
    return _one(_open_changes().filter(pk=change_id))


def _open_changes() -> QuerySet[ChangeOfMentor]:
    found = ChangeOfMentor.objects.filter(state__in=ChangeOfMentor.OPEN)
    return found.select_related("to")


def pair_for(coordinator: Person, mentorship_id: int) -> Mentorship:
    _refuse_others(coordinator)
    return _one(Mentorship.objects.filter(pk=mentorship_id))


def _thread(found: Any) -> Thread:
    since = found.waits_since
    return Thread(found, found.last_at, since, found.lately, found.has_draft)


def _lately() -> datetime:
    return timezone.now() - weight.LATELY


def _urgency(thread: Thread) -> tuple[bool, bool, float]:
    waits, last = thread.waits_since, thread.last_at or thread.mentorship.started_at
    order = waits.timestamp() if waits else -last.timestamp()
    return not thread.mentorship.is_current(), waits is None, order


def own_mentorships(person: Person) -> QuerySet[Mentorship]:
    """Those of the pair who may still be in their thread."""
    return Mentorship.objects.filter(
        Q(mentor=person) | Q(mentee=person), room__in=rooms.rooms_of(person)
    ).select_related("mentor", "mentee", "room")


def _with_people(sessions: QuerySet[Session]) -> QuerySet[Session]:
    pair = ("mentorship__mentor", "mentorship__mentee", "mentorship__room")
    found = sessions.select_related(*pair, "said", "other_time")
    return found.order_by("starts_at", "pk")


def _refuse_others(coordinator: Person) -> None:
    if not coordinator.is_coordinator:
        raise Http404


def _one(found: QuerySet[M]) -> M:
    one = found.first()
    if one is None:
        raise Http404
    return one
