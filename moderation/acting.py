"""Whether a moderator is really there: a page open, and something done on one lately."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from moderation import shifts
from moderation.actions import acting as actions
from moderation.cover_models import Act
from moderation.models import Shift
from people.models import Person
from realtime import writer

logger = logging.getLogger(__name__)

# Written down no more often than this, in each process.
NOTED_EVERY = 30.0
_noted: dict[int, float] = {}

GetResponse = Callable[[HttpRequest], HttpResponse]


def notes_acts(get_response: GetResponse) -> GetResponse:
    """Middleware: what a moderator opens or sends is an act; what a page asks is none."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        person = request.user
        if (
            person.is_authenticated
            and person.is_moderator
            and (request.method == "POST" or _is_opened(request))
        ):
            note(person)
        return response

    return answer


def _is_opened(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def note(person: Person) -> None:
    now = time.monotonic()
    if now - _noted.get(person.pk, -NOTED_EVERY) >= NOTED_EVERY:
        note_now(person)


def note_now(person: Person) -> None:
    _noted[person.pk] = time.monotonic()
    try:
        actions.note_act(person)
    except (DatabaseError, writer.TooBusy, TimeoutError) as problem:
        # Their page is worth more than this; cover then ends as if they were away.
        logger.warning("act not noted: %s", type(problem).__name__)


def left(person: Person) -> int | None:
    """Seconds until cover is lost unless they act; None if they are not on shift."""
    return left_of(person, shifts.of(person))


def left_of(person: Person, shift: Shift | None) -> int | None:
    if shift is None:
        return None
    act: Act | None = getattr(shift.moderator, "act", None)
    until = act.at + shifts.ACTED_WITHIN if act else timezone.now()
    return max(0, int((until - timezone.now()).total_seconds()))


def forget() -> None:
    """So that the next act is written down, for tests."""
    _noted.clear()
