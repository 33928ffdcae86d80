"""Threads with somebody who stands in: why they are there, and when they may end."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mentoring import meanwhile, promises
from mentoring.models import Mentorship, Session, StandingIn
from realtime.later import later as _
from rooms.models import Message, Room

# A mentor who is back has so long to write first; and a last "thank you" to the
# stand-in, which nobody answers, holds a thread open no longer than that.
A_WEEK = timedelta(days=7)


def open_now() -> QuerySet[StandingIn]:
    found = StandingIn.objects.filter(thread__ended_at=None)
    return found.select_related(
        *("thread__mentor", "thread__mentee", "thread__room"),
        *("instead_of__mentor", "instead_of__mentee", "instead_of__room"),
    )


def of(thread: Mentorship) -> StandingIn | None:
    return open_now().filter(thread=thread).first()


def is_back(own: Mentorship) -> bool:
    """Whether the mentor can be there again; not yet whether they have written."""
    return not own.mentor.is_suspended() and meanwhile.now(own) is None


def may_end(one: StandingIn) -> bool:
    """Nobody is left without an answer by it."""
    if _something_waits(one.thread):
        return False
    own = one.instead_of
    return _is_answered(one) if own.is_current() else _has_another(own)


def words(one: StandingIn) -> str:
    """Above the talk, for both."""
    return _(
        "%(who)s stands in for %(mentor)s. Once %(mentor)s is back and nothing waits, "
        "this thread ends. You can still read it then.",
        who=one.thread.mentor,
        mentor=one.instead_of.mentor,
    )


def _is_answered(one: StandingIn) -> bool:
    own, last = one.instead_of, _last_words(one.instead_of.room)
    if one.back_at is None or (last and last.author_id == own.mentee_id):
        return False
    has_written = last is not None and last.heard_at >= one.thread.started_at
    return has_written or timezone.now() - one.back_at >= A_WEEK


def _something_waits(thread: Mentorship) -> bool:
    now, last = timezone.now(), _last_words(thread.room)
    if thread.room.messages.filter(state=Message.State.HELD).exists():
        return True
    if last and last.author_id == thread.mentee_id and now - last.heard_at < A_WEEK:
        return True
    agreed = thread.sessions.filter(state=Session.State.ACCEPTED)
    asked = thread.sessions.filter(state=Session.State.PROPOSED, starts_at__gt=now)
    return (agreed | asked).exists()


def _has_another(own: Mentorship) -> bool:
    """Their mentorship has ended; somebody is left alone with nobody."""
    pairs = Mentorship.objects.filter(mentee=own.mentee_id, ended_at=None)
    return pairs.filter(stands_in=None).exists()


def _last_words(room: Room) -> Any:
    """What was held counts from when it could be read."""
    return promises.heard().filter(room=room).order_by("-seq").first()
