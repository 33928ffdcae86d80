"""The arithmetic of the audit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from moderation import chain

KEY = b"the key of these tests"
KEYS = {chain.name_of(KEY): KEY}
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def links(count=5):
    made, previous = [], chain.START
    for number in range(1, count + 1):
        link = chain.Link(
            number, NOON, "decision", 3, f"decision:{number}", {"outcome": "cover"},
            "", previous, chain.name_of(KEY),
        )  # fmt: skip
        made.append(chain.sealed(link, KEY))
        previous = made[-1].hash
    return made


def found(made, keys=KEYS):
    return [(problem.number, problem.words) for problem in chain.problems(made, keys)]


def test_a_chain_as_it_was_made_is_whole():
    assert found(links()) == []
    assert found([]) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"at": NOON + timedelta(microseconds=1)},
        {"kind": "look"},
        {"by": 4},
        {"by": None},
        {"about": "decision:9"},
        {"facts": {"outcome": "no_concern"}},
        {"facts": {}},
        {"words_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
    ids=str,
)
def test_whatever_is_changed_in_an_entry_is_found(changed):
    made = links()
    made[2] = replace(made[2], **changed)

    assert (3, "was changed") in found(made)


def test_a_missing_entry_is_found():
    made = links()
    del made[2]

    assert found(made) == [(3, "is missing")]


def test_a_missing_beginning_is_found():
    assert found(links()[2:]) == [(1, "and all up to 2 are missing")]


def test_two_entries_in_each_others_place_are_found():
    made = links()
    made[1], made[2] = replace(made[2], number=2), replace(made[1], number=3)

    assert {2, 3} <= {number for number, _ in found(made)}


def test_a_chain_made_with_another_key_is_found():
    forged = [chain.sealed(link, b"a guess") for link in links()]

    assert (1, "was changed") in found(forged)


def test_a_key_that_is_gone_is_said():
    assert "is gone" in found(links(), keys={})[0][1]


def test_the_same_moment_in_another_zone_is_the_same():
    made = links()
    summer = timezone(timedelta(hours=1))
    made[2] = replace(made[2], at=made[2].at.astimezone(summer))

    assert found(made) == []


def test_words_are_known_again_only_with_their_salt_and_key():
    said = {"reason": "I read it."}
    kept = chain.hash_words(said, "salt", KEY)

    assert chain.hash_words(said, "salt", KEY) == kept
    assert chain.hash_words(said, "pepper", KEY) != kept
    assert chain.hash_words(said, "salt", b"a guess") != kept
    assert chain.hash_words({"reason": "I read it"}, "salt", KEY) != kept
    assert chain.hash_words({}, "salt", KEY) == ""
