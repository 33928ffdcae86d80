"""What is promised in a thread, and what waits for an answer and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
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
    due: datetime


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
    if away.last_day is None:
        return _(
            "%(mentor)s is taking a pause. After it, they answer by %(at)s%(place)s.",
            **gaps,
        )
    return _(
        "%(mentor)s is back after %(last)s, then answers by %(at)s%(place)s.",
        last=date_format(away.last_day, "j F"),
        **gaps,
    )


def uncounted() -> QuerySet[ReplyPromise]:
    """Where something was written since, or may have been taken back."""
    new = Message.objects.filter(
        room=OuterRef("mentorship__room"), seq__gt=OuterRef("counted")
    )
    waits = PromisedAnswer.objects.filter(
        mentorship=OuterRef("mentorship"), answered_at=None, due__gt=timezone.now()
    )
    current = ReplyPromise.objects.filter(mentorship__ended_at=None)
    return current.filter(Exists(new) | Exists(waits)).order_by("pk")


def all_waiting() -> list[Waiting]:
    """Every promise that somebody waits on; what was answered since is not waiting."""
    said = Message.objects.filter(room=OuterRef("mentorship__room")).exclude(
        state=Message.State.TAKEN_BACK
    )
    answered = said.filter(author=OuterRef("mentorship__mentor")).order_by("-at")
    promises = (
        ReplyPromise.objects.filter(mentorship__ended_at=None)
        .select_related("mentorship__mentor", "mentorship__mentee", "stand_in")
        .annotate(answered_at=Subquery(answered.values("at")[:1]))
    )
    return [found for one in promises if (found := _waiting(one))]


def _waiting(promise: ReplyPromise) -> Waiting | None:
    older = PromisedAnswer.objects.filter(
        mentorship=promise.mentorship, answered_at=None, since__lte=promise.made_at
    ).first()
    first = _first_unanswered(promise, older.since if older else promise.made_at)
    if first is None:
        return None
    if older is not None and first <= promise.made_at:
        return Waiting(promise, first, older.due)
    zone = zone_of(promise.mentorship.mentor)
    return Waiting(
        promise, first, promising.due(first, promise.weekday, promise.by, zone)
    )


def _first_unanswered(promise: ReplyPromise, since: datetime) -> datetime | None:
    mentorship = promise.mentorship
    words = Message.objects.filter(
        room=mentorship.room_id, author=mentorship.mentee_id, at__gte=since
    ).exclude(state=Message.State.TAKEN_BACK)
    answered_at = getattr(promise, "answered_at", None)
    if answered_at is not None:
        words = words.filter(at__gt=answered_at)
    return words.order_by("at").values_list("at", flat=True).first()
