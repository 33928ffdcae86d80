"""Weekly hours as a table: zones, summer time, midnight; no database."""

from datetime import date, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentoring import week
from mentoring.week import Span

LONDON, SYDNEY, KATHMANDU = map(
    ZoneInfo, ("Europe/London", "Australia/Sydney", "Asia/Kathmandu")
)
JANUARY, JULY = date(2026, 1, 14), date(2026, 7, 15)
EVENING = Span(3, time(19), time(20, 30))
zones = st.sampled_from([LONDON, SYDNEY, KATHMANDU, ZoneInfo("America/St_Johns")])
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_an_evening_in_london_is_three_half_hours():
    assert week.half_hours([EVENING], LONDON, JANUARY) == {182, 183, 184}


def test_in_summer_the_same_evening_is_an_hour_earlier_in_utc():
    assert week.half_hours([EVENING], LONDON, JULY) == {180, 181, 182}


def test_an_evening_that_ends_at_midnight_ends_there():
    late = Span(6, time(23), time(0))
    assert week.half_hours([late], LONDON, JANUARY) == {334, 335}


def test_a_night_wraps_into_the_next_week():
    night = Span(6, time(23, 30), time(0, 30))
    assert week.half_hours([night], LONDON, JANUARY) == {335, 0}


def test_hours_are_told_as_parts_of_days():
    found = week.half_hours([EVENING, Span(0, time(9), time(13))], LONDON, JULY)
    told = week.words(found, LONDON, JULY)
    assert told == "Monday morning, Monday afternoon, Thursday evening"


def test_no_hours_are_no_words():
    assert week.words([], LONDON, JULY) == ""


@given(zones, days, st.integers(0, 6), st.integers(0, 47), st.integers(1, 47))
def test_a_span_is_as_long_as_the_wall_says_but_for_changing_clocks(
    zone, day, weekday, start, length
):
    end = (start + length) % 48
    span = Span(
        weekday, time(start // 2, 30 * (start % 2)), time(end // 2, 30 * (end % 2))
    )
    found = week.half_hours([span], zone, day)
    assert abs(len(found) - length) <= 2
    assert all(0 <= index < week.HALF_HOURS for index in found)
