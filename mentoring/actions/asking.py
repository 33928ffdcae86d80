"""Asking for a mentor, what matters in one, and the hours and limits of one's own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from mentoring import apart
from mentoring.models import Apart, Match, Request, Topic, WeeklyHours
from mentoring.week import Span
from people import inbox, standing
from people.actions import Refused
from people.models import Person, Role
from realtime import streams
from realtime.later import later as _
from realtime.writer import change


@change
def ask_for_mentor(*, by: Person, topics: Sequence[Topic], **wishes: Any) -> Request:
    """Asks, or changes what was asked for; one request of a person waits at a time."""
    with streams.moving([inbox.stream_of(by.pk)]):
        person = Person.objects.get(pk=by.pk)
        if person.role != Role.PEER or person.is_suspended():
            raise Refused(_("Only a peer can ask for a mentor."))
        request, _made = Request.objects.update_or_create(
            person=by, state=Request.State.WAITING, defaults=wishes
        )
        request.topics.set(topics)
    return request


@change
def withdraw_request(request: Request, *, by: Person) -> None:
    with settling_request(request) as found:
        is_waiting = found.state == Request.State.WAITING
        if found.person_id == by.pk and is_waiting:
            end_request(found, Request.State.WITHDRAWN)


def end_request(request: Request, state: str) -> None:
    """Whoever is still being asked need not answer any more; in a change."""
    request.state, request.closed_at = state, timezone.now()
    request.save(update_fields=["state", "closed_at"])
    left = request.matches.filter(state__in=[Match.State.NEXT, *Match.OPEN])
    left.update(state=Match.State.DROPPED, answer_by=None)


@contextmanager
def settling_request(request: Request, others: Sequence[int] = ()) -> Iterator[Request]:
    """Locks the inboxes of all who may be told, then reads the request again.

    Whoever changes a request holds its person's inbox: so two coordinators at once
    take turns, and the second finds what the first has done.
    """
    involved = request.matches.values_list("mentor", "made_by")
    ids = {request.person_id, *others, *(i for pair in involved for i in pair)}
    with streams.moving(map(inbox.stream_of, ids)):
        standing.hold(ids)
        yield Request.objects.select_related("person").get(pk=request.pk)


# --- One's own hours, and people to be kept apart from


@change
def keep_hours(spans: Sequence[Span], *, by: Person) -> None:
    """One's whole week, in place of what it was before."""
    WeeklyHours.objects.filter(person=by).delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(person=by, weekday=s.weekday, starts=s.starts, ends=s.ends)
        for s in spans
    )


@change
def keep_apart(own: set[str], never: set[str], *, by: Person) -> None:
    """Adds marks; there is no reading them again, only adding and clearing."""
    Apart.objects.bulk_create(
        [
            Apart(person=by, is_own=is_own, mark=mark)
            for is_own, marks in ((True, own), (False, never))
            for mark in sorted(marks)
        ],
        ignore_conflicts=True,
    )
    if Apart.objects.filter(person=by).count() > apart.MOST:
        raise Refused(
            _(
                "Keep at most %(most)s things. Clear your list to begin anew.",
                most=apart.MOST,
            )
        )


@change
def clear_apart(*, by: Person) -> None:
    Apart.objects.filter(person=by).delete()
