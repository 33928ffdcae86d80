"""Whoever gets past the database's guards and changes the audit is found."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from moderation import anchors, audit, clockwork
from moderation.actions.audit import write_down
from moderation.audit_models import AuditWords
from moderation.models import Decision
from people.models import RoleChange
from tests.moderation.audit.conftest import (
    cut_from,
    entry_of,
    last,
    past_the_guards,
    problems,
)

# --- Whoever gets past that is found


def forge(number):
    """A whole new entry, by somebody who has no key."""
    columns = "number, at, kind, by, about, facts, words_hash, previous, key, hash"
    columns = columns.replace("by,", '"by",')
    past_the_guards(
        f"INSERT INTO moderation_auditentry ({columns}) SELECT number + 1, at, kind, "
        '"by", about, facts, words_hash, hash, key, previous FROM moderation_auditentry '
        f"WHERE number = {number}"
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"outcome": "no_concern"}'),
        ("by", 0),
        ("kind", "look"),
        ("about", "decision:999"),
        ("at", "2020-01-01 00:00:00+00"),
        ("words_hash", ""),
    ],
)
def test_an_edited_entry_is_found(night, column, value):
    number = entry_of("decision").number

    past_the_guards(
        f'UPDATE moderation_auditentry SET "{column}" = %s WHERE number = %s',
        value,
        number,
    )

    assert (number, "was changed") in problems()


def test_a_deleted_entry_is_found(night):
    number = entry_of("look_told").number

    past_the_guards("DELETE FROM moderation_auditentry WHERE number = %s", number)

    assert (number, "is missing") in problems()


def test_two_entries_swapped_are_found(night):
    number = entry_of("look_told").number
    swap = "UPDATE moderation_auditentry SET number = %s WHERE number = %s"
    for table in ("moderation_auditwords",):
        past_the_guards(
            f"DELETE FROM {table} WHERE entry_id IN (%s, %s)", number, number - 1
        )

    past_the_guards(swap, 0, number)
    past_the_guards(swap, number, number - 1)
    past_the_guards(swap, number - 1, 0)

    assert {(number - 1, "was changed"), (number, "was changed")} <= set(problems())


def test_a_cut_end_is_found(night):
    number = last()

    past_the_guards("DELETE FROM moderation_auditentry WHERE number = %s", number)

    assert (number, f"and all up to {number} are missing at the end") in problems()


def test_a_cut_end_that_was_tidied_up_is_found_by_the_file_outside(night):
    clockwork.keep_anchor()
    number = entry_of("targets").number

    cut_from(number)

    assert [(n, words.partition(" at ")[0]) for n, words in problems()] == [
        (number, "was there")
    ]


def test_a_cut_end_is_found_by_what_somebody_wrote_down(night, capsys):
    head = audit.head()
    cut_from(head.number)
    assert problems() == []

    with pytest.raises(SystemExit):
        call_command(
            "verify_audit", anchor=anchors.Anchor(head.number, head.hash, "then")
        )

    assert f"Entry {head.number} was there" in capsys.readouterr().out


def test_an_end_written_anew_is_found(night):
    clockwork.keep_anchor()
    number = entry_of("targets").number
    cut_from(number)

    write_down("targets", by=None, about="targets:1")

    assert number in {n for n, words in problems() if words.startswith("is not what")}


def test_an_entry_put_in_by_who_has_no_key_is_found(night):
    forge(last())

    assert (last(), "was changed") in problems()


# --- Rows and words


def test_an_edited_decision_is_found(night):
    past_the_guards("UPDATE moderation_decision SET outcome = 'refer'")

    assert any("another outcome" in words for _, words in problems())


def test_an_edited_reason_is_found(night):
    past_the_guards("UPDATE moderation_decision SET reason = 'As told.'")

    assert any("another reason" in words for _, words in problems())


def test_a_deleted_decision_is_found(night):
    past_the_guards("DELETE FROM moderation_decision")

    assert any(words.endswith("is gone") for _, words in problems())


def test_a_decision_put_in_is_found(night, mine, max_):
    Decision.objects.bulk_create(
        [Decision(flag=mine, by=max_, outcome="no_concern", reason="Never made.")]
    )

    assert any(words.endswith("has no entry") for _, words in problems())


def test_edited_words_are_found(night):
    number = entry_of("decision").number
    past_the_guards(
        "UPDATE moderation_auditwords SET words = %s WHERE entry_id = %s",
        '{"reason": "A song, I am sure."}',
        number,
    )

    assert (number, "has other words than it had") in problems()


def test_words_deleted_without_an_entry_are_missed(night):
    AuditWords.objects.all().delete()

    assert any("has lost its words" in words for _, words in problems())


def test_what_was_there_before_the_audit_is_counted_and_is_no_problem(max_, sol):
    old = timezone.now() - timezone.timedelta(days=9)
    RoleChange.objects.bulk_create(
        [RoleChange(person=max_, by=sol, role="moderator", at=old)]
    )

    assert problems() == []
    assert audit.verify().older == 1
