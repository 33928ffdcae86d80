"""What a mentoring programme did in a period, counted from what happened.

Times run from `since` up to, and not with, `until`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils import timezone

from mentoring.models import (
    FaceMeeting,
    FacePair,
    Mentorship,
    Request,
    Session,
    Volunteer,
)
from mentoring.promise_models import PromisedAnswer
from rooms.models import Message, Room

OFFICE_DAYS, OFFICE_HOURS = range(1, 6), range(9, 17)
STAYS = (timedelta(weeks=6), timedelta(weeks=12), timedelta(weeks=26))


@dataclass(frozen=True)
class Period:
    since: datetime
    until: datetime

    def around(self, starts: str, ends: str) -> Q:
        """Whatever was going on at any time of the period."""
        still = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": self.since})
        return Q(**{f"{starts}__lt": self.until}) & still

    def days_around(self, starts: str, ends: str) -> Q:
        """The same for days without an hour."""
        first, last = _day(self.since), _day(self.until - timedelta(microseconds=1))
        still = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": first})
        return Q(**{f"{starts}__lte": last}) & still

    def days_within(self, name: str) -> Q:
        first, last = _day(self.since), _day(self.until - timedelta(microseconds=1))
        return Q(**{f"{name}__gte": first, f"{name}__lte": last})

    def within(self, name: str) -> Q:
        return Q(**{f"{name}__gte": self.since, f"{name}__lt": self.until})


@dataclass(frozen=True)
class People:
    """How many took part; one mentor can support several."""

    volunteers: int
    mentors: int
    online: int
    face_to_face: int
    most_of_one_mentor: int

    @property
    def per_mentor(self) -> float | None:
        """People supported online for each mentor who supported anybody online."""
        return self.online / self.mentors if self.mentors else None


@dataclass(frozen=True)
class Messages:
    """Messages in threads by weekday (Monday is 1) and hour, on the community's clock."""

    by_hour: dict[tuple[int, int], int]

    @property
    def total(self) -> int:
        return sum(self.by_hour.values())

    def at(self, day: int, hour: int) -> int:
        return self.by_hour.get((day, hour), 0)

    @property
    def outside_office_hours(self) -> int:
        return sum(
            count
            for (day, hour), count in self.by_hour.items()
            if day not in OFFICE_DAYS or hour not in OFFICE_HOURS
        )


@dataclass(frozen=True)
class Sessions:
    held: int
    missed: int
    called_away: int
    cancelled: int
    met_face_to_face: int


@dataclass(frozen=True)
class Waits:
    """Days from asking to having a mentor, of those matched in the period."""

    matched: int
    median_days: float | None
    still_waiting: int


@dataclass(frozen=True)
class Promises:
    """Answers promised by an hour, and whether they came by then."""

    kept: int
    broken: int


@dataclass(frozen=True)
class Stay:
    """Of mentorships that could have lasted so long, how many did."""

    weeks: int
    of: int
    stayed: int


def people(period: Period) -> People:
    pairs = list(_pairs(period).values_list("mentor", "mentee"))
    mentees = {mentee for _, mentee in pairs}
    per_mentor = Counter(mentor for mentor, _ in set(pairs))
    meets = FacePair.objects.filter(period.days_around("started_on", "ended_on"))
    return People(
        volunteers=_volunteers(period),
        mentors=len(per_mentor),
        online=len(mentees),
        face_to_face=meets.values("mentor", "mentee_label").distinct().count(),
        most_of_one_mentor=max(per_mentor.values(), default=0),
    )


def messages(period: Period) -> Messages:
    zone = ZoneInfo(settings.TIME_ZONE)
    said = Message.objects.filter(period.within("at"), room__kind=Room.Kind.THREAD)
    hours = (
        said.annotate(
            day=ExtractIsoWeekDay("at", tzinfo=zone),
            hour=ExtractHour("at", tzinfo=zone),
        )
        .order_by()
        .values_list("day", "hour")
        .annotate(count=Count("pk"))
    )
    return Messages({(day, hour): count for day, hour, count in hours})


def sessions(period: Period) -> Sessions:
    """Held: both came. Missed: it was agreed, and not both were there; not when one was called away."""
    agreed = Session.objects.filter(period.within("starts_at"))
    came = Count("attendances", filter=Q(attendances__came_at__isnull=False))
    ended = agreed.filter(state=Session.State.ENDED).annotate(came=came)
    return Sessions(
        held=ended.filter(came__gte=2, called_away=None).count(),
        missed=ended.filter(came__lt=2, called_away=None).count(),
        called_away=ended.exclude(called_away=None).count(),
        cancelled=agreed.filter(state=Session.State.CANCELLED).count(),
        met_face_to_face=FaceMeeting.objects.filter(
            period.days_within("met_on")
        ).count(),
    )


def waits(period: Period) -> Waits:
    matched = Request.objects.filter(
        period.within("closed_at"), state=Request.State.MATCHED
    )
    days = [
        (closed - asked) / timedelta(days=1)
        for asked, closed in matched.values_list("asked_at", "closed_at")
        if closed is not None
    ]
    waiting = Request.objects.filter(period.around("asked_at", "closed_at"))
    return Waits(
        matched=len(days),
        median_days=median(days) if days else None,
        still_waiting=waiting.filter(
            Q(closed_at=None) | Q(closed_at__gte=period.until)
        ).count(),
    )


def promises(period: Period) -> Promises:
    """Answers that were due in the period; what ended before its hour broke nothing.

    In a pause of the mentor nothing is due, and days away move the hour.
    """
    due = PromisedAnswer.objects.filter(period.within("due"))
    kept = due.filter(answered_at__lte=F("due")).count()
    late = due.filter(answered_at__gt=F("due")).count()
    ended = Q(mentorship__ended_at__lt=F("due"))
    never = due.filter(answered_at=None, due__lt=timezone.now()).exclude(ended)
    return Promises(kept, late + never.count())


def stays(period: Period) -> list[Stay]:
    """Only mentorships that began in the period, and so long before its end.

    A thread with somebody who stands in is meant to be short, and is none of these.
    """
    began = Mentorship.objects.filter(period.within("started_at"), stands_in=None)
    spans = list(began.values_list("started_at", "ended_at"))
    return [_stay(spans, length, period.until) for length in STAYS]


def _stay(
    spans: Iterable[tuple[datetime, datetime | None]],
    length: timedelta,
    until: datetime,
) -> Stay:
    able = [(start, end) for start, end in spans if start + length <= until]
    stayed = sum(end is None or end - start >= length for start, end in able)
    return Stay(length.days // 7, len(able), stayed)


def _pairs(period: Period) -> QuerySet[Mentorship]:
    return Mentorship.objects.filter(period.around("started_at", "ended_at"))


def _volunteers(period: Period) -> int:
    """Everyone who was approved by the end of the period, or has supported anybody in it."""
    approved = Volunteer.objects.filter(
        state=Volunteer.State.APPROVED, decided_at__lt=period.until
    ).values_list("person", flat=True)
    online = _pairs(period).values_list("mentor", flat=True)
    meets = FacePair.objects.filter(period.days_around("started_on", "ended_on"))
    return len({*approved, *online, *meets.values_list("mentor", flat=True)})


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
