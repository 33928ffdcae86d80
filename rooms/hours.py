"""When a room is open by its hours: spans of time from a week, its breaks and a zone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
# No opening within this time is none that anybody could wait for.
FURTHEST = 400


@dataclass(frozen=True, order=True)
class Hours:
    """On one day of the week; until the next day where it closes no later than it opens."""

    weekday: int  # Monday is 0
    opens: time
    closes: time


@dataclass(frozen=True)
class Rest:
    """Days on which nothing opens; what opened the evening before still ends as planned."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Span:
    start: datetime
    end: datetime

    def has(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def span_at(
    week: Sequence[Hours], rests: Sequence[Rest], zone: ZoneInfo, now: datetime
) -> Span | None:
    """The span that is on now, else the next one."""
    first = now.astimezone(zone).date() - 2 * DAY
    for span in spans(week, rests, zone, first, FURTHEST):
        if span.end > now:
            return span
    return None


def spans(
    week: Sequence[Hours],
    rests: Sequence[Rest],
    zone: ZoneInfo,
    first: date,
    days: int,
) -> Iterator[Span]:
    """All spans that begin on these days, in order; what touches is one."""
    last: Span | None = None
    for number in range(days):
        day = first + number * DAY
        if any(rest.has(day) for rest in rests):
            continue
        for span in sorted(_on(day, week, zone), key=lambda span: span.start):
            if last is not None and span.start <= last.end:
                last = Span(last.start, max(last.end, span.end))
                continue
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last


def _on(day: date, week: Iterable[Hours], zone: ZoneInfo) -> Iterator[Span]:
    for hours in week:
        if hours.weekday == day.weekday():
            ends_on = day if hours.closes > hours.opens else day + DAY
            start = instant(datetime.combine(day, hours.opens), zone)
            end = instant(datetime.combine(ends_on, hours.closes), zone, latest=True)
            if start < end:
                yield Span(start, end)


def instant(wall: datetime, zone: ZoneInfo, *, latest: bool = False) -> datetime:
    """When clocks in this zone show this; where they skip it, when they jump over it.

    In the night when an hour comes twice, its first time, or the latest.
    """
    early = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if early > late:
        return _jump(late, early, zone)
    return late if latest else early


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment, to the second, when the zone's clocks jump."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
