"""What was decided and looked at cannot be changed unseen, not even past the code."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from moderation import actions, anchors, audit, clockwork, guards
from moderation.actions.audit import write_down
from moderation.actions.erasing import erase_words
from moderation.actions.on_call import set_targets
from moderation.audit_models import AuditEntry, AuditWords
from moderation.models import Decision, Flag
from realtime.models import Stream
from tests.moderation.audit.conftest import (
    cut_from,
    entry_of,
    last,
    problems,
    sql,
)

# --- What is kept


def test_an_untouched_audit_is_whole(night):
    clockwork.keep_anchor()

    assert problems() == []


def test_each_thing_done_has_its_entry(night, max_, sol):
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))

    assert {"role", "look", "look_told", "decision", "targets"} <= kinds
    look = entry_of("look")
    assert (look.by, look.words.words["reason"]) == (max_.pk, "A word of suicide.")


def test_a_decision_keeps_what_was_read(night, mine):
    entry = AuditEntry.objects.get(kind="decision", facts__flag_id=mine.pk)

    assert entry.facts["outcome"] == "cover"
    assert entry.words.words["snapshot"] == mine.snapshot


def test_the_chain_holds_no_text(night):
    chained = str(list(AuditEntry.objects.values()))

    for words in ("tablets", "A song", "References"):
        assert words not in chained


def test_a_refused_decision_leaves_no_entry(mine, max_, decide):
    before = last()

    decide(max_, mine, "mute")

    assert last() == before


def test_a_delay_and_the_telling_are_kept(thread_flag, sol):
    actions.release_flag(thread_flag, by=thread_flag.claimed_by)
    actions.claim_flag(thread_flag, by=sol)
    day = timezone.localdate() + timezone.timedelta(days=3)
    delay = actions.Delay("He may hurt her.", day)
    view = actions.open_thread_view(thread_flag, by=sol, reason="Why.", delay=delay)

    actions.tell_pair(view, by=sol)

    assert entry_of("look_delayed").facts == {"until": str(day)}
    assert entry_of("look_told").by == sol.pk
    assert problems() == []


# --- The database refuses

CHANGES = [
    "UPDATE moderation_auditentry SET kind = 'x'",
    "DELETE FROM moderation_auditentry",
    "UPDATE moderation_auditwords SET salt = 'x'",
    "UPDATE moderation_decision SET outcome = 'no_concern', said = 'x'",
    "UPDATE moderation_decision SET reason = 'Another reason.'",
    "DELETE FROM moderation_decision",
    "UPDATE moderation_threadview SET by_id = by_id + 1",
    "UPDATE moderation_threadview SET reason = 'Another reason.'",
    "DELETE FROM moderation_threadview",
    "UPDATE moderation_targets SET red = 90",
    "DELETE FROM moderation_targets",
    "UPDATE people_rolechange SET by_id = NULL",
    "DELETE FROM people_rolechange",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses(statement, night):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        sql(statement)

    assert problems() == []


def test_postgresql_refuses_to_empty_a_table_at_a_stroke(night):
    guarded = {table for _, table in guards.standing(connection)}
    assert guarded == {guard.table for guard in guards.GUARDS}
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            sql("TRUNCATE moderation_auditentry CASCADE")

    assert problems() == []


def test_a_table_made_anew_is_guarded_again(night):
    guards.take_down(connection)
    assert "no longer refuses" in problems()[0][1]

    call_command("migrate", verbosity=0)

    assert problems() == []


# --- Erasing


def test_after_an_erasure_it_is_still_whole(night, sol):
    clockwork.keep_anchor()
    numbers = list(AuditWords.objects.values_list("pk", flat=True))

    count = erase_words(numbers, by=sol, why="asked")

    assert count == len(numbers)
    assert not AuditWords.objects.exists()
    assert set(Decision.objects.values_list("reason", flat=True)) == {""}
    assert problems() == []
    assert audit.verify().erased == len(numbers)


def test_erasing_again_changes_nothing(night, sol):
    number = entry_of("decision").number
    erase_words([number], by=sol, why="asked")
    before = last()

    assert erase_words([number], by=sol, why="asked") == 0
    assert last() == before


# --- Keys, anchors, turns


def test_a_new_key_makes_new_entries_and_old_ones_still_verify(night, settings, sol):
    old = entry_of("decision").key

    settings.AUDIT_KEYS = ["a new key"]
    set_targets(by=sol, red=5, amber=30, yellow=240, green=1440)
    assert AuditEntry.objects.latest("number").key != old
    assert problems() == []

    settings.AUDIT_KEYS, settings.SECRET_KEY = [], "all keys are lost"
    assert any("which is gone" in words for _, words in problems())


def test_a_counter_set_back_stops_nobody(night, sol):
    Stream.objects.filter(name="audit").update(position=0)

    set_targets(by=sol, red=5, amber=30, yellow=240, green=1440)

    assert problems() == []


def test_an_anchor_is_kept_when_the_audit_has_grown(night, sol):
    clockwork.keep_anchor()
    clockwork.keep_anchor()
    set_targets(by=sol, red=5, amber=30, yellow=240, green=1440)
    clockwork.keep_anchor()

    assert [anchor.number for anchor in anchors.standing()] == [last() - 1, last()]


def test_a_line_cut_short_by_a_crash_is_passed_over(night):
    clockwork.keep_anchor()
    with anchors.path().open("a") as file:
        file.write('{"number": 3, "ha')

    assert problems() == []


def test_a_line_cut_short_by_a_crash_swallows_none_that_comes_after(night):
    anchors.keep(1, "first")
    with anchors.path().open("a") as file:
        file.write('{"number": 2, "ha')

    anchors.keep(3, "third")

    assert [anchor.number for anchor in anchors.standing()] == [1, 3]


def test_what_a_restored_backup_lost_is_no_tampering(night):
    clockwork.keep_anchor()
    number = entry_of("targets").number
    cut_from(number)

    anchors.keep_restoring(number - 1)
    write_down("restored", by=None, about="database")

    assert problems() == []


@pytest.fixture
def flags_to_decide(room, ana, say, max_) -> list[Flag]:
    words = "I have been feeling suicidal again."
    return [
        actions.claim_flag(Flag.objects.get(message=say(room, ana, words)), by=max_)
        for _ in range(4)
    ]


def test_decisions_at_the_same_moment_take_turns(at_once, flags_to_decide, max_):
    def decision(flag):
        return lambda: actions.resolve_flag(
            flag,
            by=max_,
            outcome="cover",
            reason="Why.",
            said="It is covered, so that others can choose.",
            version=flag.version,
        )

    at_once(*map(decision, flags_to_decide))

    assert AuditEntry.objects.filter(kind="decision").count() == 4
    assert problems() == []


def test_the_command_says_that_all_is_well(night, capsys):
    call_command("verify_audit")

    said = capsys.readouterr().out
    assert "The audit is whole" in said
    assert f"{last()}:{audit.head().hash}" in said
