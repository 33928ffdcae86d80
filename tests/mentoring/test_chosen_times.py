"""When one is told of a thread: the hours and days that somebody chose, said and kept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import delivering
from mentoring.models import ReadingTimes

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-05-14 06:00", "2026-05-14 17:00"),  # a Thursday, in summer
        ("2026-05-14 17:00", "2026-05-15 17:00"),
        ("2026-05-15 18:00", "2026-05-18 17:00"),  # over the weekend
        ("2026-10-23 18:00", "2026-10-26 18:00"),  # and a change of the clocks
    ],
)
def test_the_next_weekday_at_six_in_the_evening(now, expected):
    at, then = (datetime.fromisoformat(d).replace(tzinfo=UTC) for d in (now, expected))

    assert delivering.next_time(at, range(5), [18], LONDON) == then


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.sampled_from([7, 9, 12, 18, 21]), min_size=1),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "UTC"]),
)
def test_it_is_always_a_chosen_hour_of_a_chosen_day_within_a_week(
    now, days, hours, zone
):
    at = now.replace(tzinfo=UTC)
    found = delivering.next_time(at, days, hours, ZoneInfo(zone))

    there = found.astimezone(ZoneInfo(zone))
    assert at < found <= at + timedelta(days=7, hours=2)
    assert there.weekday() in days
    assert there.hour in hours


@pytest.mark.parametrize(
    ("days", "hours", "words"),
    [
        ([0, 1, 2, 3, 4], [18], "on weekdays at 6pm"),
        ([6, 5], [9, 18], "at the weekend at 9am and 6pm"),
        (range(7), [12], "every day at 12pm"),
        ([1, 3, 4], [7], "on Tuesday, Thursday and Friday at 7am"),
    ],
)
def test_it_is_said_as_one_says_it(days, hours, words):
    assert delivering.words(days, hours) == words


# --- Telling


def test_times_are_chosen_and_given_up(client_of, ana):
    client = client_of(ana)
    fields = {"how": "times", "days": ["0", "3"], "hours": ["18"]}
    assert client.post("/threads/times/", fields).status_code == 302
    assert ReadingTimes.objects.get().days == [0, 3]

    client.post("/threads/times/", {"how": "now", "days": ["0"], "hours": ["18"]})

    assert not ReadingTimes.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"how": ""},
        {"how": "never"},
        {"days": []},
        {"hours": []},
        {"days": ["7"]},
        {"days": ["x"]},
        {"hours": [str(2**63)]},
        {"hours": ["3"]},
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(fields, client_of, ana):
    sent = {"how": "times", "days": ["0"], "hours": ["18"]} | fields

    assert client_of(ana).post("/threads/times/", sent).status_code == 422
    assert not ReadingTimes.objects.exists()
