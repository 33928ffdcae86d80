"""The order of the board: by level, then by age, and nothing waits for ever."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.ordering import LEVELS, Entry, lifted, lifts_at, ordered

NOW = datetime(2026, 5, 14, 1, 0, tzinfo=UTC)
LASTS = {
    "red": timedelta(minutes=5),
    "amber": timedelta(minutes=30),
    "yellow": timedelta(hours=4),
    "green": timedelta(hours=24),
}
MINUTE = timedelta(minutes=1)


def waits(number, level, minutes, *, is_free=True, is_asked=False):
    """A flag that has waited so many minutes."""
    raised = NOW - minutes * MINUTE
    ripe = lifts_at(raised + LASTS[level], LASTS[level])
    return Entry(number, level, raised, ripe, is_free, is_asked)


def numbers(entries, red_taken=None):
    """In minutes before now, where a red was the last to be taken."""
    taken = None if red_taken is None else NOW - red_taken * MINUTE
    return [entry.id for entry in ordered(entries, NOW, taken)]


def test_by_level_then_the_oldest():
    flags = [
        waits(1, "green", 5),
        waits(2, "red", 1),
        waits(3, "amber", 2),
        waits(4, "amber", 9),
    ]

    assert numbers(flags) == [2, 4, 3, 1]


def test_the_oldest_amber_is_lifted_as_its_target_nears():
    fresh, old, older = (waits(n, "amber", n) for n in (19, 20, 25))
    red = waits(1, "red", 1)

    assert numbers([red, fresh], red_taken=0) == [1, 19]
    assert numbers([red, fresh, old], red_taken=0) == [20, 1, 19]
    assert numbers([red, fresh, old, older], red_taken=0) == [25, 1, 20, 19]


def test_of_two_that_ripen_together_the_one_that_waits_longer_is_lifted():
    old, new = waits(9, "amber", 90), waits(3, "amber", 60)
    ripe = NOW - MINUTE
    both = [replace(entry, lifts_at=ripe) for entry in (new, old)]

    assert lifted(both, NOW, None).id == 9


def test_what_a_colleague_has_is_not_lifted():
    red, amber = waits(1, "red", 1), waits(2, "amber", 29, is_free=False)

    assert numbers([red, amber], red_taken=0) == [1, 2]


def test_what_somebody_can_take_comes_before_what_others_have():
    flags = [
        waits(1, "red", 4, is_free=False),
        waits(2, "green", 1),
        waits(3, "amber", 9, is_free=False),
        waits(4, "yellow", 1),
    ]

    assert numbers(flags) == [4, 2, 1, 3]


def test_what_asks_for_a_second_person_follows_what_nobody_has_of_its_level():
    closing = waits(1, "red", 90, is_free=False, is_asked=True)
    red, amber = waits(2, "red", 1), waits(3, "amber", 1)

    assert numbers([amber, closing, red]) == [2, 1, 3]


def test_an_amber_is_lifted_over_a_red_however_long_ago_one_was_taken():
    red, amber = waits(1, "red", 1), waits(2, "amber", 25)

    assert numbers([red, amber], red_taken=600) == [2, 1]
    assert numbers([red, amber]) == [1, 2]


def test_a_green_is_below_a_red_until_one_was_taken_since_it_is_ripe():
    red, green = waits(1, "red", 1), waits(2, "green", 17 * 60)  # ripe for an hour

    assert numbers([red, green]) == [1, 2]
    assert numbers([red, green], red_taken=61) == [1, 2]
    assert numbers([red, green], red_taken=59) == [2, 1]


def test_without_a_red_the_lifted_ones_follow_one_another():
    amber, yellow = waits(1, "amber", 1), waits(2, "yellow", 230)

    assert numbers([amber, yellow]) == [2, 1]


def test_a_clock_that_waits_for_a_shift_lifts_nothing():
    sleeping = Entry(1, "amber", NOW - timedelta(hours=9), None)

    assert lifted([sleeping, waits(2, "amber", 1)], NOW, None) is None


boards = st.lists(
    st.builds(
        waits, st.integers().map(str), st.sampled_from(LEVELS), st.integers(0, 3000)
    ),
    unique_by=lambda entry: entry.id,
    max_size=30,
)


moments = st.none() | st.integers(0, 3000).map(lambda minutes: NOW - minutes * MINUTE)


@given(boards, moments)
def test_a_red_is_never_further_down_than_second(entries, red_taken):
    order = ordered(entries, NOW, red_taken)

    assert sorted(e.id for e in order) == sorted(e.id for e in entries)
    reds = [n for n, entry in enumerate(order) if entry.level == "red"]
    assert reds[:1] <= [1]


@given(boards, st.sampled_from(["red", "amber"]), st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_nothing_starves_while_worse_comes_in_for_ever(entries, flood, many):
    """Whoever takes the top each hour comes to every flag, though new ones never end."""
    waiting, left, taken = list(entries), {entry.id for entry in entries}, None
    # Ripe after 16 hours at most; then every second turn is its own or that of an older one.
    most = 16 + 2 * (len(entries) + 16 * many) + 2

    for hour in range(most):
        now = NOW + timedelta(hours=hour)
        ripe = lifts_at(now + LASTS[flood], LASTS[flood])
        came = [Entry(f"new {hour} {n}", flood, now, ripe) for n in range(many)]
        first, *waiting = ordered([*waiting, *came], now, taken)
        taken = now if first.level == "red" else None
        left.discard(first.id)

    assert not left
