"""The one door to mentorships: only the two of a pair, or 404."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentoring import promises, weight
from mentoring.models import Draft, Mentorship
from mentoring.promise_models import PromisedAnswer
from people.models import Person
from rooms import access as rooms


@dataclass(frozen=True)
class Thread:
    """A mentorship as one of the pair finds it: who wrote last, and since when they wait."""

    mentorship: Mentorship
    last_at: datetime | None
    waits_since: datetime | None  # the first words that are not yet answered
    lately: int = 0
    has_draft: bool = False
    is_held: bool = False  # this person has answered, and coordinators hold it
    written: PromisedAnswer | None = None  # what waits, as it was counted


def mentorship_for(person: Person, room_id: int) -> Mentorship:
    """The mentorship whose thread is this room."""
    return get_object_or_404(own_mentorships(person).filter(room__pk=room_id))


def own_mentorships(person: Person) -> QuerySet[Mentorship]:
    """Those of the pair who may still be in their thread."""
    return Mentorship.objects.filter(
        Q(mentor=person) | Q(mentee=person), room__in=rooms.rooms_of(person)
    ).select_related("mentor", "mentee", "room")


def threads_of(person: Person) -> list[Thread]:
    """Current threads first; among them whoever has waited longest for this person."""
    said = promises.heard().filter(room=OuterRef("room"))
    mine = said.filter(author=person).order_by("-seq")
    theirs = said.exclude(author=person).filter(seq__gt=OuterRef("my_seq"))
    unanswered = PromisedAnswer.objects.filter(answered_at=None)
    threads = (
        own_mentorships(person)
        .annotate(
            my_seq=Coalesce(Subquery(mine.values("seq")[:1]), 0),
            my_at=Subquery(mine.values("heard_at")[:1]),
            last_at=Subquery(said.order_by("-seq").values("heard_at")[:1]),
            waits_since=Subquery(theirs.order_by("seq").values("heard_at")[:1]),
            is_held=promises.held(OuterRef("room"), person),
            lately=Count("room__messages", filter=Q(room__messages__at__gte=_lately())),
            has_draft=Exists(
                Draft.objects.filter(mentorship=OuterRef("pk"), person=person)
            ),
        )
        .select_related("mentor", "mentee", "room", "promise")
        .prefetch_related("mentor__aways", Prefetch("promised", unanswered))
    )
    return sorted(map(_thread, threads), key=_urgency)


def _thread(found: Any) -> Thread:
    since, written = found.waits_since, next(iter(found.promised.all()), None)
    if written is not None and found.my_at is not None and found.my_at > written.since:
        written = None
    marks = found.has_draft, found.is_held
    return Thread(found, found.last_at, since, found.lately, *marks, written)


def _lately() -> datetime:
    return timezone.now() - weight.LATELY


def _urgency(thread: Thread) -> tuple[bool, bool, float]:
    waits, last = thread.waits_since, thread.last_at or thread.mentorship.started_at
    order = waits.timestamp() if waits else -last.timestamp()
    return not thread.mentorship.is_current(), waits is None, order
