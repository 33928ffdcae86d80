"""Opening hours in many zones, over the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rooms.hours import Hours, Rest, Span, instant, span_at, spans

LONDON = ZoneInfo("Europe/London")
# Half hours, whole days skipped, the far south, and none at all.
ZONES = [
    "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia",
    "America/Santiago", "Asia/Kathmandu", "UTC",
]  # fmt: skip
# Days round the changes of the clocks, and the one that Apia never had.
AROUND = [
    date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 11, 1),
    date(2011, 12, 30), date(2026, 9, 6), date(2026, 6, 15),
]  # fmt: skip

zones = some.sampled_from(ZONES).map(ZoneInfo)
times = some.times().map(lambda t: t.replace(second=0, microsecond=0))
weeks = some.lists(
    some.builds(Hours, some.integers(0, 6), times, times), min_size=1, max_size=6
)
moments = some.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + minutes,
    some.sampled_from(AROUND),
    some.integers(-3000, 3000).map(lambda minutes: timedelta(minutes=minutes)),
)


def shown_open(wall, week):
    """Whether the clock on the wall shows a time within the hours."""
    for hours in week:
        for back in (0, 1):
            day = wall.date() - timedelta(days=back)
            ends = day if hours.closes > hours.opens else day + timedelta(days=1)
            begins = datetime.combine(day, hours.opens)
            is_on = begins <= wall < datetime.combine(ends, hours.closes)
            if hours.weekday == day.weekday() and is_on:
                return True
    return False


def comes_twice(wall, zone):
    offsets = {wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
    return len(offsets) > 1


@settings(deadline=None, max_examples=300)
@given(zones, weeks, moments)
def test_a_room_is_open_when_the_wall_says_so(zone, week, now):
    wall = now.astimezone(zone).replace(tzinfo=None, fold=0)
    found = span_at(week, [], zone, now)
    is_open = found is not None and found.has(now)

    if shown_open(wall, week):
        assert is_open
    elif is_open:
        # It opened in an hour that came again; once open it stays so.
        assert comes_twice(wall, zone)


@settings(deadline=None, max_examples=200)
@given(zones, weeks, some.sampled_from(AROUND))
def test_spans_are_in_order_and_never_touch(zone, week, day):
    found = list(spans(week, [], zone, day - timedelta(days=8), 16))

    assert all(span.start < span.end for span in found)
    assert all(a.end < b.start for a, b in pairwise(found))


@settings(deadline=None, max_examples=200)
@given(zones, weeks, moments, some.integers(0, 20))
def test_nothing_begins_in_a_break(zone, week, now, length):
    today = now.astimezone(zone).date()
    rest = Rest(today, today + timedelta(days=length))

    found = span_at(week, [rest], zone, now)

    if found is not None and not found.has(now):
        assert found.start >= instant(
            datetime.combine(rest.last + timedelta(days=1), time()), zone
        )


@settings(deadline=None, max_examples=100)
@given(zones, weeks, moments)
def test_the_next_span_ends_later_than_now(zone, week, now):
    found = span_at(week, [], zone, now)

    assert found is None or found.end > now


def london(*at):
    return datetime(*at, tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "start", "end"),
    [
        # The clocks jump from 1 to 2: half an hour that nobody's clock shows.
        (time(0, 30), time(2, 30), (2026, 3, 29, 0, 30), (2026, 3, 29, 2, 30)),
        (time(1, 30), time(3), (2026, 3, 29, 2), (2026, 3, 29, 3)),
    ],
)
def test_in_march_the_lost_hour_is_no_opening(opens, closes, start, end):
    [span] = spans([Hours(6, opens, closes)], [], LONDON, date(2026, 3, 29), 1)

    assert span == Span(london(*start), london(*end))


def test_hours_that_only_the_lost_hour_had_do_not_open():
    week = [Hours(6, time(1, 15), time(1, 45))]

    assert not list(spans(week, [], LONDON, date(2026, 3, 29), 1))


def test_in_october_the_hour_that_comes_twice_is_open_twice():
    [span] = spans([Hours(6, time(0), time(2))], [], LONDON, date(2026, 10, 25), 1)

    assert span.end - span.start == timedelta(hours=3)


def test_an_evening_past_midnight_is_one_span():
    week = [Hours(4, time(20), time(2))]

    [span] = spans(week, [], LONDON, date(2026, 5, 15), 7)

    assert span == Span(london(2026, 5, 15, 20), london(2026, 5, 16, 2))


def test_all_day_every_day_never_closes():
    week = [Hours(day, time(0), time(0)) for day in range(7)]

    span = span_at(week, [], LONDON, london(2026, 5, 15, 12))

    assert span is not None
    assert span.end - span.start > timedelta(days=300)


def test_what_opened_before_a_break_ends_as_planned():
    week = [Hours(4, time(20), time(2))]
    rest = Rest(date(2026, 5, 16), date(2026, 5, 16))

    span = span_at(week, [rest], LONDON, london(2026, 5, 16, 1))

    assert span == Span(london(2026, 5, 15, 20), london(2026, 5, 16, 2))


def test_a_break_with_no_end_leaves_nothing_to_wait_for():
    rest = Rest(date(2026, 1, 1), date(2036, 1, 1))

    assert not span_at(
        [Hours(4, time(20), time(21))], [rest], LONDON, london(2026, 5, 1)
    )
