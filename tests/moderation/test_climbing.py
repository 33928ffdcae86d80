"""Who is told when, as tables with a made-up clock: minutes after 10pm."""

from datetime import UTC, datetime, timedelta

import pytest

from moderation import climbing
from moderation.climbing import Span, Waiting, Watch

TEN = datetime(2026, 5, 14, 22, 0, tzinfo=UTC)
MAX, KIT, OLA, SOL, ANA = 1, 2, 3, 4, 9
ON = Watch(shift=(MAX,), on_call=(KIT, OLA), leads=(SOL,), awake=(MAX,))
ASLEEP = Watch(shift=(MAX,), on_call=(KIT, OLA), leads=(SOL,))
NOBODY = Watch(shift=(), on_call=(KIT, OLA), leads=(SOL,))
EMPTY = Watch(shift=(), on_call=(), leads=(SOL,))
LASTS = {"red": 5, "amber": 30, "yellow": 240, "green": 1440}


def at(minutes):
    return TEN + timedelta(minutes=minutes)


def told(level, watch, minutes, *, author=ANA, is_for_lead=False):
    """Who should know by then, of a flag raised at ten whose clock runs since."""
    flag = Waiting(level, TEN, author, is_for_lead)
    lasts = timedelta(minutes=LASTS[level])
    calls = climbing.due(flag, watch, TEN, lasts, at(minutes))
    return [(call.step, call.person) for call in calls]


SHIFT, FIRST, SECOND, LEAD = (
    ("shift", MAX),
    ("on_call", KIT),
    ("on_call", OLA),
    ("lead", SOL),
)


@pytest.mark.parametrize(
    ("level", "watch", "minutes", "expected"),
    [
        ("red", ON, 0.9, []),
        ("red", ON, 1, [SHIFT]),
        ("red", ON, 3, [SHIFT, FIRST]),
        ("red", ON, 4, [SHIFT, FIRST, SECOND]),
        ("red", ON, 5, [SHIFT, FIRST, SECOND, LEAD]),
        ("red", NOBODY, 0, [FIRST]),
        ("red", NOBODY, 1, [FIRST, SECOND]),
        ("red", NOBODY, 2, [FIRST, SECOND, LEAD]),
        ("red", ASLEEP, 0, [FIRST]),
        ("red", ASLEEP, 1, [SHIFT, FIRST, SECOND]),
        ("red", EMPTY, 0, [LEAD]),
        ("amber", ON, 5, []),
        ("amber", ON, 6, [SHIFT]),
        ("amber", ON, 18, [SHIFT, FIRST]),
        ("amber", ON, 24, [SHIFT, FIRST, SECOND]),
        ("amber", ON, 30, [SHIFT, FIRST, SECOND, LEAD]),
        ("amber", NOBODY, 17, []),
        ("yellow", ON, 48, [SHIFT]),
        ("yellow", ON, 240, [SHIFT, LEAD]),
        ("green", ON, 288, [SHIFT]),
        ("green", NOBODY, 1439, []),
        ("green", NOBODY, 1440, [LEAD]),
    ],
)
def test_each_is_told_in_turn(level, watch, minutes, expected):
    assert told(level, watch, minutes) == expected


def test_a_flag_about_ones_own_words_is_told_to_others_only():
    assert told("red", ON, 5, author=KIT) == [SHIFT, SECOND, LEAD]


def test_what_is_with_the_lead_is_told_to_leads_only():
    assert told("amber", ON, 6, is_for_lead=True) == [LEAD]


def test_what_is_with_the_only_lead_and_about_their_own_words_is_told_to_others():
    assert told("red", ON, 5, author=SOL, is_for_lead=True) == [SHIFT, FIRST, SECOND]


def test_with_nobody_answering_it_all_begins_again():
    flag, lasts = Waiting("red", TEN, ANA), timedelta(minutes=5)

    calls = climbing.due(flag, NOBODY, TEN, lasts, at(15))

    assert [(call.round, call.person) for call in calls] == [(1, KIT)]


@pytest.mark.parametrize("minutes", [-60, 14.9])
def test_a_clock_that_jumps_tells_all_at_once(minutes):
    assert told("red", ON, minutes) == [SHIFT, FIRST, SECOND, LEAD]


def test_clocks_that_are_a_little_apart_tell_nobody_too_soon():
    assert told("red", NOBODY, -0.9) == []


@pytest.mark.parametrize(
    ("minutes", "in_hand"), [(1.9, False), (2, True), (11.9, True), (12, False)]
)
def test_who_says_they_are_on_it_has_twice_the_target(minutes, in_hand):
    lasts = timedelta(minutes=5)

    assert climbing.is_in_hand([at(2)], lasts, at(minutes)) is in_hand


@pytest.mark.parametrize(
    ("level", "shifts", "begins"),
    [
        ("red", [], 0),
        ("green", [], 0),
        ("amber", [], None),
        ("amber", [(-60, -30)], None),
        ("amber", [(-60, None)], 0),
        ("amber", [(-60, 10)], 0),
        ("amber", [(600, None)], 600),
        ("yellow", [(700, None), (600, 660)], 600),
    ],
)
def test_what_may_wait_for_a_shift_begins_with_the_next_one(level, shifts, begins):
    spans = [Span(at(start), None if end is None else at(end)) for start, end in shifts]

    found = climbing.begins_at(Waiting(level, TEN, ANA), spans)

    assert found == (None if begins is None else at(begins))


def test_what_waits_for_a_shift_that_never_comes_climbs_in_the_morning():
    waits = Waiting("amber", TEN, ANA)

    assert climbing.climbs_from(waits, []) == at(12 * 60)
