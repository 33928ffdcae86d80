"""Times that suit two, as a table: zones, summer time, what is taken; no database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentoring import promising, slots
from mentoring.week import Span

LONDON, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")
NEW_YORK = ZoneInfo("America/New_York")
# A Monday; London goes to summer time on the 29th.
NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)
EVENINGS = [Span(3, time(19), time(21))]
zones = st.sampled_from([LONDON, SYDNEY, NEW_YORK, ZoneInfo("Asia/Kathmandu")])
moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC)
)
weeks = st.lists(
    st.builds(
        Span,
        st.integers(0, 6),
        st.builds(time, st.integers(0, 11), st.sampled_from([0, 30])),
        st.builds(time, st.integers(12, 23), st.sampled_from([0, 30])),
    ),
    max_size=5,
)


def offered(mine, theirs=(), busy=(), zone=LONDON, now=NOW):
    both = slots.shared(
        slots.spans_ahead(mine, zone, now), slots.spans_ahead(theirs, zone, now)
    )
    return slots.slots(both, list(busy), 45, now)


def test_three_evenings_are_the_same_on_the_wall_through_a_change_of_clocks():
    local = [at.astimezone(LONDON) for at in offered(EVENINGS)]
    assert [at.date() for at in local] == [
        date(2026, 3, 19),
        date(2026, 3, 26),
        date(2026, 4, 2),
    ]
    assert {at.time() for at in local} == {time(19)}


def test_both_must_have_time():
    late = [Span(3, time(20), time(22))]
    first = offered(EVENINGS, late)[0].astimezone(LONDON)
    assert first.time() == time(20)
    assert offered(EVENINGS, [Span(3, time(20, 30), time(22))]) == []


def test_who_named_no_hours_leaves_it_to_the_other():
    assert offered(EVENINGS, []) == offered(EVENINGS, EVENINGS)


def test_a_time_that_is_taken_moves_on_within_the_evening():
    first = offered(EVENINGS)[0]
    busy = [(first, first + timedelta(minutes=45))]
    assert offered(EVENINGS, busy=busy)[0] == first + timedelta(hours=1)


def test_days_away_are_left_out_whoever_named_their_hours():
    away = slots.days_away(date(2026, 3, 19), date(2026, 3, 26), LONDON, NOW)
    for mine, theirs in ((EVENINGS, EVENINGS), (EVENINGS, []), ([], EVENINGS)):
        found = offered(mine, theirs, busy=away)
        assert [at.date() for at in found] == [date(2026, 4, 2)]


def test_a_pause_leaves_no_time_to_offer():
    away = slots.days_away(date(2026, 3, 2), None, LONDON, NOW)
    assert offered(EVENINGS, busy=away) == []


def test_nobody_is_asked_to_be_there_at_once():
    soon = [Span(0, time(12), time(17))]
    assert offered(soon)[0] - NOW >= slots.SOONEST


@given(weeks, weeks, zones, zones, moments)
def test_every_slot_lies_in_both_weeks_and_ahead(mine, theirs, here, there, now):
    both = slots.shared(
        slots.spans_ahead(mine, here, now),
        slots.spans_ahead(theirs, there, now),
    )
    found = slots.slots(both, [], 45, now)
    assert len({at.date() for at in found}) == len(found) <= slots.MOST
    for at in found:
        assert at >= now + slots.SOONEST
        assert not mine or _lies_in(mine, here, at)
        assert not theirs or _lies_in(theirs, there, at)


def _lies_in(spans, zone, at):
    local = at.astimezone(zone)
    return any(
        span.weekday == local.weekday() and span.starts <= local.time() < span.ends
        for span in spans
    )


def test_an_answer_is_due_on_the_next_such_evening():
    wrote = datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert promising.usual(wrote, 3, time(19), LONDON) == datetime(
        2026, 3, 19, 19, tzinfo=UTC
    )


def test_what_comes_just_before_is_due_the_week_after():
    wrote = datetime(2026, 3, 19, 9, tzinfo=UTC)
    due = promising.usual(wrote, 3, time(19), LONDON)
    assert due == datetime(2026, 3, 26, 19, tzinfo=UTC)


@given(moments, st.integers(0, 6), st.times(), zones)
def test_a_promise_is_due_between_one_and_eight_days_later(wrote, weekday, by, zone):
    wait = promising.usual(wrote, weekday, by.replace(tzinfo=None), zone) - wrote
    assert timedelta(hours=23) <= wait <= timedelta(days=8, hours=1)
