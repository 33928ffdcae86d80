"""Arithmetic of hours and watches."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from moderation.gaps import Span, gaps, watched_until

MIDNIGHT = datetime(2026, 5, 14, tzinfo=UTC)


def at(hour):
    return MIDNIGHT + timedelta(hours=hour)


def span(start, end):
    return Span(at(start), at(end))


@pytest.mark.parametrize(
    ("watches", "left"),
    [
        ([], [span(19, 22)]),
        ([span(19, 22)], []),
        ([span(18, 23)], []),
        ([span(19, 20)], [span(20, 22)]),
        ([span(21, 22)], [span(19, 21)]),
        ([span(20, 21)], [span(19, 20), span(21, 22)]),
        ([span(20, 22), span(19, 20)], []),
        ([span(10, 19), span(22, 24)], [span(19, 22)]),
    ],
)
def test_what_no_watch_covers_is_a_gap(watches, left):
    assert gaps([span(19, 22)], watches) == left


spans = some.lists(
    some.builds(
        lambda start, length: span(start, start + length),
        some.integers(0, 40),
        some.integers(1, 10),
    ),
    max_size=6,
)


@given(spans, spans, some.integers(0, 100))
def test_a_moment_is_in_a_gap_if_it_is_open_and_not_watched(open_spans, watches, half):
    moment = MIDNIGHT + timedelta(minutes=30 * half)

    def is_in(found):
        return any(one.start <= moment < one.end for one in found)

    expected = is_in(open_spans) and not is_in(watches)
    assert is_in(gaps(open_spans, watches)) == expected


@pytest.mark.parametrize(
    ("watches", "until"),
    [
        ([], None),
        ([span(20, 22)], None),
        ([span(18, 20)], at(20)),
        ([span(18, 20), span(20, 22)], at(22)),
        ([span(18, 20), span(21, 22)], at(20)),
        ([span(18, 22), span(19, 20)], at(22)),
    ],
)
def test_watches_that_follow_each_other_are_one(watches, until):
    assert watched_until(watches, at(19)) == until
