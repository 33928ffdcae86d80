"""The hour on the wall, week by week: as tables and as laws."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import scheduling
from mentoring.models import Session
from tests.mentoring.test_scheduling import days, moments, times, zones

LONDON = ZoneInfo("Europe/London")


# --- The hours, as tables and as laws


@pytest.mark.parametrize(
    ("zone", "first", "at", "offsets"),
    [
        # London goes forward on 29 March; New York did three weeks before.
        ("Europe/London", date(2026, 3, 22), time(19), [19, 18]),
        ("America/New_York", date(2026, 3, 5), time(19), [24, 23]),
        ("Australia/Lord_Howe", date(2026, 4, 1), time(12), [1, 1.5]),
    ],
)
def test_each_week_keeps_its_hour_on_the_wall(zone, first, at, offsets):
    found, skipped = scheduling.weekly(first, at, ZoneInfo(zone), 2)

    zero = datetime.combine(first, time(), found[0].tzinfo)
    weeks = [timedelta(weeks=n) for n in range(2)]
    hours = [
        (moment - zero - week) / timedelta(hours=1)
        for moment, week in zip(found, weeks, strict=True)
    ]
    assert (hours, skipped) == (offsets, [])


def test_a_week_whose_clock_skips_the_hour_is_left_out():
    found, skipped = scheduling.weekly(date(2026, 3, 22), time(1, 30), LONDON, 3)

    assert len(found) == 2
    assert skipped == [date(2026, 3, 29)]


@given(days, times, zones, st.integers(2, 12))
def test_every_session_of_a_series_reads_the_same_hour_or_is_left_out(
    day, at, zone, weeks
):
    found, skipped = scheduling.weekly(day, at, zone, weeks)

    shown = [moment.astimezone(zone) for moment in found]
    assert {one.time() for one in shown} <= {at}
    told = sorted([one.date() for one in shown] + skipped)
    assert told == [day + timedelta(weeks=n) for n in range(weeks)]


@given(days, times, zones)
def test_an_hour_said_is_kept_or_is_the_first_after_a_jump(day, at, zone):
    found = scheduling.soonest(day, at, zone)

    shown = found.astimezone(zone).replace(tzinfo=None)
    said = datetime.combine(day, at)
    try:
        assert found == scheduling.moment(day, at, zone)
    except scheduling.NoSuchTime:
        assert said < shown <= said + timedelta(days=1)
    else:
        assert shown == said


@given(moments, zones)
def test_under_the_same_rules_no_time_that_was_said_ever_moves(at, zone):
    said = Session(starts_at=at)
    said.say_on(zone.key)

    assert said.starts_by_its_clock() == at


@given(moments, zones, zones)
def test_under_other_rules_it_moves_to_the_hour_that_was_said(at, zone, other):
    """As if the place had taken over another's rules since."""
    said = Session(starts_at=at)
    said.say_on(zone.key)
    said.zone = other.key

    found = said.starts_by_its_clock().astimezone(other)

    hour = datetime.combine(said.on_day, said.at_hour)
    shown = found.replace(tzinfo=None)
    assert shown == hour or hour < shown <= hour + timedelta(days=1)


@given(days, times, zones, zones, st.integers(2, 12))
def test_both_meet_at_one_moment_each_week_whatever_their_clocks_do(
    day, at, mine, theirs, weeks
):
    found, _ = scheduling.weekly(day, at, mine, weeks)

    # Python calls an hour that comes twice unequal to the same moment in another zone.
    read = [moment.astimezone(theirs).astimezone(UTC) for moment in found]
    assert read == found == sorted(found)
    assert len(set(found)) == len(found)


# --- Through the doors

pytestmark = pytest.mark.django_db
