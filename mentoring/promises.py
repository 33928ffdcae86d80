"""What is promised in a thread, and what waits for an answer and until when."""

from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from mentoring import meanwhile, promising, scheduling
from mentoring.models import Mentorship, ReplyPromise
from mentoring.promise_models import PromisedAnswer
from mentoring.week import DAYS
from people import clocks
from people.rest import zone_of
from realtime.later import later as _
from rooms.models import Message


@dataclass(frozen=True)
class Waiting:
    """Words of a mentee that are not yet answered, and by when they should be.

    What waited when the promise was made anew keeps the older hour.
    """

    promise: ReplyPromise
    since: datetime
    due: datetime | None  # none while the mentor pauses
    usual: datetime  # if they were not away: somebody looks then all the same
    is_held: bool  # the mentor has answered, and coordinators hold it


def promise_of(mentorship: Mentorship) -> ReplyPromise | None:
    return ReplyPromise.objects.filter(mentorship=mentorship).first()


def words_for(mentorship: Mentorship) -> str:
    """By Thursday, 7pm; on the mentor's clock, which is named if it is another."""
    promise = promise_of(mentorship)
    if promise is None or not mentorship.is_current():
        return ""
    at = f"{_(DAYS[promise.weekday])}, {clocks.clock(promise.by)}"
    here, there = timezone.get_current_timezone_name(), str(zone_of(mentorship.mentor))
    place = "" if here == there else f" ({scheduling.place(there)})"
    gaps = {"mentor": mentorship.mentor, "at": at, "place": place}
    away = meanwhile.now(mentorship)
    if away is None:
        return _("%(mentor)s answers by %(at)s%(place)s, each week.", **gaps)
    last_day = meanwhile.last_day(away)
    if last_day is None:
        return _(
            "%(mentor)s is taking a pause. After it, they answer by %(at)s%(place)s.",
            **gaps,
        )
    return _(
        "%(mentor)s is back after %(last)s, then answers by %(at)s%(place)s.",
        last=date_format(last_day, "j F"),
        **gaps,
    )


def uncounted() -> QuerySet[ReplyPromise]:
    """Where something was written since, or may have been taken back."""
    new = Message.objects.filter(
        room=OuterRef("mentorship__room"), seq__gt=OuterRef("counted")
    )
    waits = not_yet_due().filter(mentorship=OuterRef("mentorship"))
    current = ReplyPromise.objects.filter(mentorship__ended_at=None)
    return current.filter(Exists(new) | Exists(waits)).order_by("pk")


def not_yet_due() -> QuerySet[PromisedAnswer]:
    """What waits for an hour that is still to come, or for the end of a pause."""
    ahead = Q(due=None) | Q(due__gt=timezone.now())
    return PromisedAnswer.objects.filter(ahead, answered_at=None)


def due(promise: ReplyPromise, wrote_at: datetime) -> datetime | None:
    """By the terms of now, and with the mentor's days away."""
    return promising.due(wrote_at, *_terms(promise), _days_away(promise))


def due_again(promise: ReplyPromise, waits: PromisedAnswer) -> datetime | None:
    """As days away come and go. An hour that went by in them was not promised."""
    now, terms, away = timezone.now(), _terms(promise), _days_away(promise)
    if waits.due is not None and waits.due <= now:
        return waits.due
    usual = waits.due
    if waits.since > promise.made_at:
        usual = promising.usual(waits.since, *terms)
    if usual is None:
        return promising.due(now, *terms, away)
    found = promising.after_days_away(usual, *terms, away)
    if found is None or found > now:
        return found
    return waits.due or promising.due(now, *terms, away)


def _terms(promise: ReplyPromise) -> tuple[int, time, tzinfo]:
    return promise.weekday, promise.by, zone_of(promise.mentorship.mentor)


def _days_away(promise: ReplyPromise) -> list[promising.DaysAway]:
    aways = promise.mentorship.mentor.aways.all()
    return [(one.first_day, one.last_day) for one in aways]


def all_waiting() -> list[Waiting]:
    """Every promise that somebody waits on; what was answered since is not waiting."""
    said = heard().filter(room=OuterRef("mentorship__room"))
    answered = said.filter(author=OuterRef("mentorship__mentor")).order_by("-heard_at")
    promises = (
        ReplyPromise.objects.filter(mentorship__ended_at=None)
        .select_related("mentorship__mentor", "mentorship__mentee", "stand_in")
        .prefetch_related("mentorship__mentor__aways")
        .annotate(answered_at=Subquery(answered.values("heard_at")[:1]))
        .annotate(
            is_held=held(OuterRef("mentorship__room"), OuterRef("mentorship__mentor"))
        )
    )
    return [found for one in promises if (found := _waiting(one))]


def heard() -> QuerySet[Any]:
    """What the other of the two could read, with since when: some waits for staff first."""
    said = Message.objects.exclude(seq=None).exclude(state=Message.State.TAKEN_BACK)
    return said.annotate(heard_at=Coalesce("released_at", "at"))


def held(room: Any, author: Any) -> Exists:
    """Whether something of theirs waits there until a coordinator has looked at it."""
    waits = Message.objects.filter(state=Message.State.HELD, seq=None)
    return Exists(waits.filter(room=room, author=author))


def _waiting(promise: ReplyPromise) -> Waiting | None:
    written = PromisedAnswer.objects.filter(
        mentorship=promise.mentorship, answered_at=None
    ).first()
    answered_at = getattr(promise, "answered_at", None)
    if written is not None and answered_at is not None and answered_at > written.since:
        written = None
    first = _first_unanswered(promise, written.since if written else promise.made_at)
    if first is None:
        return None
    hour = due_again(promise, written) if written else due(promise, first)
    usual = promising.usual(first, *_terms(promise))
    return Waiting(promise, first, hour, usual, getattr(promise, "is_held", False))


def _first_unanswered(promise: ReplyPromise, since: datetime) -> datetime | None:
    mentorship = promise.mentorship
    words = heard().filter(
        room=mentorship.room_id, author=mentorship.mentee_id, heard_at__gte=since
    )
    answered_at = getattr(promise, "answered_at", None)
    if answered_at is not None:
        words = words.filter(heard_at__gt=answered_at)
    return words.order_by("heard_at").values_list("heard_at", flat=True).first()
