"""The threads of one person as lines of a page: who waits, until when, and how heavy."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from mentoring import promises, scheduling, weight
from mentoring.access import Thread
from mentoring.cards import link_to
from mentoring.models import Mentorship
from people import clocks
from people.models import Person
from realtime.later import later as _


@dataclass(frozen=True)
class ThreadLine:
    other: Person
    words: str
    link: str
    is_waiting: bool
    is_current: bool
    due: datetime | None = None
    promised: str = ""
    weight: float = 0.0
    load: str = ""
    has_draft: bool = False
    to_promise: str = ""  # what the mentor is asked to do about their promise
    promise_link: str = ""


MUCH = 1.5
Key = Callable[[ThreadLine], tuple[bool, float]]
# How a mentor may look at their threads; they come in the order of who waits.
ORDERS: dict[str, Key] = {
    "waits": lambda line: (not line.is_current, 0.0),
    "promise": lambda line: (
        not line.is_current,
        line.due.timestamp() if line.due else float("inf"),
    ),
    "weight": lambda line: (not line.is_current, -line.weight),
}


def lines_of(
    reader: Person, threads: Iterable[Thread], by: str = "waits"
) -> list[ThreadLine]:
    now = timezone.localtime()
    lines = [_line(reader, thread, now) for thread in threads]
    return sorted(lines, key=ORDERS.get(by, ORDERS["waits"]))


def _line(reader: Person, thread: Thread, now: datetime) -> ThreadLine:
    mentorship = thread.mentorship
    is_mentor = mentorship.mentor_id == reader.pk
    waits = thread.waits_since is not None and not thread.is_held
    is_waiting = waits and mentorship.is_current()
    due = _due(thread) if is_mentor and is_waiting else None
    load = weight.weight(thread.lately)
    return ThreadLine(
        other=mentorship.other(reader),
        words=_words(reader, thread, now),
        link=link_to(mentorship),
        is_waiting=is_waiting and is_mentor,
        is_current=mentorship.is_current(),
        due=due,
        promised=_promised(due, now) if due else "",
        weight=load,
        load=_load(load) if is_mentor and mentorship.is_current() else "",
        has_draft=thread.has_draft,
        to_promise=_to_promise(mentorship) if is_mentor else "",
        promise_link=reverse("promise", args=[mentorship.room_id]),
    )


def _to_promise(mentorship: Mentorship) -> str:
    """A promise is made at the start, and looked at again when the mentee asks."""
    promise = getattr(mentorship, "promise", None)
    if not mentorship.is_current():
        return ""
    if promise is None:
        return _("Say by when you answer")
    return _("They ask for another day") if promise.suits is False else ""


def _due(thread: Thread) -> datetime | None:
    """Until when an answer is promised for what waits; None where nothing is."""
    promise = getattr(thread.mentorship, "promise", None)
    if promise is None or thread.waits_since is None:
        return None
    if thread.written is not None:
        return promises.due_again(promise, thread.written)
    return promises.due(promise, max(thread.waits_since, promise.made_at))


def _promised(due: datetime, now: datetime) -> str:
    when = timezone.localtime(due)
    at = f"{scheduling.day(when, now)}, {clocks.clock(when)}"
    if due <= now:
        return _("You promised an answer by %(at)s.", at=at)
    return _("You answer by %(at)s.", at=at)


def _load(load: float) -> str:
    return _("Much was written lately.") if load >= MUCH else ""


def _words(reader: Person, thread: Thread, now: datetime) -> str:
    """A mentor is told who waits; a mentee is not hurried."""
    other = thread.mentorship.other(reader)
    if not thread.mentorship.is_current():
        return _(
            "Your mentorship with %(other)s has ended. You can still read it.",
            other=other,
        )
    if thread.is_held:
        return _("What you wrote to %(other)s waits for a coordinator.", other=other)
    if thread.waits_since:
        when = scheduling.past(timezone.localtime(thread.waits_since), now)
        if thread.mentorship.mentor_id == reader.pk:
            return _(
                "%(other)s wrote %(when)s and waits for you.", other=other, when=when
            )
        return _("%(other)s wrote %(when)s.", other=other, when=when)
    if thread.last_at:
        when = scheduling.past(timezone.localtime(thread.last_at), now)
        return _("You wrote last to %(other)s, %(when)s.", other=other, when=when)
    return _("You and %(other)s have not written yet. You can say hello.", other=other)
