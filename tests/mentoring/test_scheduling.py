"""Times over zones and clock changes, as tables and as laws."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import scheduling
from mentoring.scheduling import NoSuchTime

PLACES = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/Asuncion",
    "UTC",
]
zones = st.sampled_from(PLACES).map(ZoneInfo)
days = st.dates(date(2010, 1, 1), date(2037, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2010, 1, 2), datetime(2037, 12, 30)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


# --- From a clock on the wall to UTC


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/London", "2026-05-14 19:00", "2026-05-14 18:00"),
        ("Europe/London", "2026-01-14 19:00", "2026-01-14 19:00"),
        ("Europe/London", "2026-03-29 00:59", "2026-03-29 00:59"),
        ("Europe/London", "2026-03-29 02:00", "2026-03-29 01:00"),
        # Shown twice: the first is meant.
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("Asia/Kathmandu", "2026-05-14 19:00", "2026-05-14 13:15"),
        # Samoa moved across the date line at the end of 2011.
        ("Pacific/Apia", "2011-12-29 12:00", "2011-12-29 22:00"),
        ("Pacific/Apia", "2011-12-31 12:00", "2011-12-30 22:00"),
    ],
)
def test_a_local_time_is_found_in_utc(zone, local, utc):
    wanted = datetime.fromisoformat(local)

    found = scheduling.moment(wanted.date(), wanted.time(), ZoneInfo(zone))

    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("Europe/London", "2026-03-29 01:00"),
        ("Europe/London", "2026-03-29 01:59"),
        ("America/New_York", "2026-03-08 02:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:15"),
        ("Pacific/Apia", "2011-12-30 12:00"),
        ("Pacific/Apia", "0001-01-01 00:00"),
        ("America/New_York", "9999-12-31 23:59"),
    ],
)
def test_a_time_that_no_clock_shows_is_refused_in_words(zone, local):
    wanted = datetime.fromisoformat(local)

    with pytest.raises(NoSuchTime) as problem:
        scheduling.moment(wanted.date(), wanted.time(), ZoneInfo(zone))

    assert "does not exist" in problem.value.words


@given(days, times, zones)
def test_a_found_time_reads_as_it_was_asked_or_is_refused(day, at, zone):
    try:
        found = scheduling.moment(day, at, zone)
    except NoSuchTime:
        return
    shown = found.astimezone(zone)
    assert (shown.date(), shown.time()) == (day, at)


@given(moments, zones)
def test_every_moment_is_found_by_its_own_clock_the_first_of_two(moment, zone):
    local = moment.astimezone(zone)

    found = scheduling.moment(local.date(), local.time(), zone)

    assert found == moment if local.fold == 0 else found < moment


# --- Spans


@given(moments, zones, st.integers(15, 120))
def test_a_session_lasts_its_minutes_through_every_change_of_the_clocks(
    at, zone, length
):
    ends = scheduling.end_of(at.astimezone(zone), length)

    assert ends.astimezone(UTC) - at == timedelta(minutes=length)


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ((0, 45), (45, 90), False),
        ((45, 90), (0, 45), False),
        ((0, 45), (44, 90), True),
        ((0, 90), (30, 45), True),
        ((30, 45), (0, 90), True),
        ((0, 45), (0, 45), True),
        ((0, 45), (60, 90), False),
    ],
)
def test_spans_that_share_a_moment_overlap(one, other, do):
    noon = datetime(2026, 5, 14, 12, tzinfo=UTC)
    spans = [tuple(noon + timedelta(minutes=m) for m in span) for span in (one, other)]

    assert scheduling.overlaps(*spans) is do


@given(moments, st.integers(15, 120), st.integers(-130, 130), st.integers(15, 120))
def test_overlap_is_the_same_from_both_sides(at, length, shift, other_length):
    one = (at, scheduling.end_of(at, length))
    start = at + timedelta(minutes=shift)
    other = (start, scheduling.end_of(start, other_length))

    assert scheduling.overlaps(one, other) == scheduling.overlaps(other, one)


# --- Words

NOW = datetime(2026, 5, 14, 15, tzinfo=ZoneInfo("Europe/London"))  # a Thursday


@pytest.mark.parametrize(
    ("starts", "minutes", "words"),
    [
        ("2026-05-14 19:00", 45, "Thursday 14 May, 7pm to 7.45pm"),
        ("2026-05-15 00:05", 55, "Friday 15 May, 12.05am to 1am"),
        ("2026-05-15 11:30", 30, "Friday 15 May, 11.30am to 12pm"),
        ("2027-01-04 09:00", 60, "Monday 4 January 2027, 9am to 10am"),
        ("2026-05-14 23:30", 60, "Thursday 14 May, 11.30pm to Friday 15 May, 12.30am"),
        ("2026-10-25 01:30", 45, "Sunday 25 October, 1.30am BST to 1.15am GMT"),
    ],
)
def test_a_span_is_said_as_one_says_it(starts, minutes, words):
    begin = datetime.fromisoformat(starts).replace(tzinfo=NOW.tzinfo)

    assert scheduling.span(begin, scheduling.end_of(begin, minutes), NOW) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-05-14 14:00", "this afternoon"),
        ("2026-05-14 09:00", "this morning"),
        ("2026-05-14 02:00", "early today"),
        ("2026-05-13 02:00", "early yesterday"),
        ("2026-05-13 20:00", "yesterday evening"),
        ("2026-05-13 23:00", "last night"),
        ("2026-05-12 20:00", "on Tuesday evening"),
        ("2026-05-12 03:00", "early on Tuesday"),
        ("2026-05-08 10:00", "on Friday morning"),
        ("2026-05-07 10:00", "on 7 May"),
        ("2025-12-24 10:00", "on 24 December 2025"),
    ],
)
def test_the_past_is_said_as_one_says_it(at, words):
    then = datetime.fromisoformat(at).replace(tzinfo=NOW.tzinfo)

    assert scheduling.past(then, NOW) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "London time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC time"),
    ],
)
def test_a_zone_is_called_by_its_place(zone, words):
    assert scheduling.place(zone) == words


@given(moments, zones, st.integers(15, 120))
def test_a_span_always_names_its_first_day(at, zone, length):
    local = at.astimezone(zone)

    words = scheduling.span(local, scheduling.end_of(local, length), local)

    assert words.startswith(f"{local:%A} {local.day} {local:%B}, ")
