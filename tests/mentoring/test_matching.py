"""Matching as a table: hard rules, order, the best whole; no database."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching import exhaustive, most_pairs, programme, total
from mentoring import matching
from mentoring.sides import Mentee, Mentor

ASKS = Mentee(1, needs=frozenset({"sleep", "money"}))
CAN = Mentor(9, needs=frozenset({"sleep", "money"}))
seeds = st.integers(0, 10_000)


def alike(mentees, mentors):
    """People between whom there is nothing to choose."""
    return (
        [replace(ASKS, person=n) for n in range(mentees)],
        [replace(CAN, person=100 + n, places=2) for n in range(mentors)],
    )


def small(seed, mentees=4, mentors=3):
    return programme(mentees, mentors, random.Random(seed))


def test_a_mentor_without_a_place_is_not_suggested():
    assert not matching.may_meet(ASKS, replace(CAN, places=0))


def test_a_mentor_whose_checks_ran_out_is_not_suggested():
    assert not matching.may_meet(ASKS, replace(CAN, is_ready=False))


def test_two_without_a_language_in_common_are_not_matched():
    assert not matching.may_meet(ASKS, replace(CAN, languages=frozenset({"cy"})))


def test_a_never_match_holds_from_either_side():
    town = frozenset({"leeds"})
    known = replace(CAN, is_known_by=town)
    assert not matching.may_meet(replace(ASKS, never=town), known)
    shy = replace(CAN, never=town)
    assert not matching.may_meet(replace(ASKS, is_known_by=town), shy)
    assert matching.may_meet(replace(ASKS, is_known_by=town), known)


def test_who_was_asked_before_is_not_asked_again():
    assert not matching.may_meet(replace(ASKS, not_again=frozenset({9})), CAN)


def test_nobody_is_their_own_mentor():
    assert not matching.may_meet(replace(ASKS, person=9), CAN)


def test_more_in_common_comes_first():
    some = replace(CAN, person=10, needs=frozenset({"sleep"}))
    none = replace(CAN, person=8, needs=frozenset())
    found = matching.suggestions(ASKS, [none, some, CAN])
    assert [one.mentor.person for one in found] == [9, 10, 8]


def test_hours_in_common_and_wishes_count():
    asks = replace(ASKS, hours=frozenset(range(4)), gender="woman")
    suits = replace(CAN, person=11, hours=frozenset(range(4)), gender="woman")
    never_there = replace(CAN, person=10, hours=frozenset({99}), gender="man")
    found = matching.suggestions(asks, [never_there, suits])
    assert [one.mentor.person for one in found] == [11, 10]


def test_the_reasons_say_what_is_shared_and_what_is_missing():
    asks = replace(ASKS, age_band="over 60", hours=frozenset({1, 2}))
    has = replace(CAN, needs=frozenset({"sleep"}), hours=frozenset({2, 3}))
    found = matching.reasons(asks, has)
    assert (found.needs, found.needs_missing) == (["sleep"], ["money"])
    assert (found.wishes, found.wishes_missing) == ([], ["age"])
    assert found.hours == frozenset({2})


def test_who_waited_longest_has_the_only_place():
    waits = replace(ASKS, person=2, waited_days=30)
    (one,) = matching.best_whole([ASKS, waits], [CAN])
    assert one.mentee.person == 2


def test_a_poor_fit_is_better_than_nobody():
    only = replace(ASKS, person=2, languages=frozenset({"cy"}))
    both = replace(CAN, person=8, languages=frozenset({"en", "cy"}))
    poor = replace(CAN, person=9, needs=frozenset())
    found = matching.best_whole([ASKS, only], [both, poor])
    assert {(p.mentee.person, p.mentor.person) for p in found} == {(1, 9), (2, 8)}


def test_a_whole_of_nobody_is_empty():
    assert matching.best_whole([], [CAN]) == matching.best_whole([ASKS], []) == []
    assert matching.suggestions(ASKS, []) == []


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_no_whole_is_better_than_the_best_one(seed):
    dice = random.Random(seed)
    mentees, mentors = small(seed, 3, 2)
    mentors = [replace(one, places=dice.randint(0, 2)) for one in mentors]
    best, whole = exhaustive(mentees, mentors), matching.best_whole(mentees, mentors)
    assert len(whole) == len(best)
    assert abs(total(whole) - total(best)) < 1e-6


@settings(max_examples=60, deadline=None)
@given(seeds, st.randoms(use_true_random=False), st.booleans())
def test_the_same_people_in_another_order_are_matched_the_same(seed, dice, is_tied):
    mentees, mentors = alike(12, 5) if is_tied else small(seed, 12, 5)
    found = matching.best_whole(mentees, mentors)
    for people in (mentees, mentors):
        dice.shuffle(people)
    assert found == matching.best_whole(mentees, mentors)


@given(st.lists(st.integers(0, 90), min_size=2, max_size=8), st.integers(1, 7))
def test_what_is_equal_goes_to_who_waited_longest_and_then_to_who_joined_first(
    days, places
):
    people = [
        replace(ASKS, person=n, waited_days=float(waited))
        for n, waited in enumerate(days, 1)
    ]
    found = matching.best_whole(people, [replace(CAN, person=99, places=places)])
    turns = sorted(people, key=lambda one: (-one.waited_days, one.person))
    assert [pair.mentee for pair in found] == turns[:places]


@given(st.permutations([1.0, 43.0, 44.0, 90.0]))
def test_who_waited_longest_has_the_mentor_who_suits_all_best(days):
    people = [
        replace(ASKS, person=n, waited_days=waited) for n, waited in enumerate(days, 1)
    ]
    poor = [replace(CAN, person=n, needs=frozenset()) for n in (91, 92, 93)]
    found = matching.best_whole(people, [*poor, CAN])
    best = next(pair for pair in found if pair.mentor == CAN)
    assert (len(found), best.mentee.waited_days) == (4, 90.0)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_nobody_who_could_be_matched_is_left_out_while_there_is_a_place(seed):
    mentees, mentors = small(seed, 12, 5)
    found = matching.best_whole(mentees, mentors)
    taken = [pair.mentor.person for pair in found]
    left = [m for m in mentees if m not in [pair.mentee for pair in found]]
    free = [m for m in mentors if taken.count(m.person) < m.places]
    assert all(taken.count(m.person) <= m.places for m in mentors)
    assert not any(matching.may_meet(a, b) for a in left for b in free)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_as_many_have_a_mentor_as_any_way_could_give_one(seed):
    mentees, mentors = small(seed, 12, 5)
    assert len(matching.best_whole(mentees, mentors)) == most_pairs(mentees, mentors)
