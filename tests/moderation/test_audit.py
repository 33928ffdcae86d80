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
from people.actions import change_role
from people.models import RoleChange
from realtime.models import Stream


@pytest.fixture(autouse=True)
def _own_file(settings, tmp_path) -> None:
    settings.AUDIT_ANCHORS = str(tmp_path / "audit-anchors")


@pytest.fixture
def night(thread_flag, mine, max_, sol, zed, decide) -> None:
    """A look and its telling, two decisions, a new role, new targets."""
    actions.open_thread_view(thread_flag, by=max_, reason="A word of suicide.")
    decide(max_, thread_flag, "no_concern", reason="A song.")
    decide(max_, mine, "cover", reason="He names tablets.")
    change_role(zed, "mentor", by=sol, reason="References are in.")
    set_targets(by=sol, red=4, amber=20, yellow=60, green=600)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def past_the_guards(statement, *values):
    """As whoever owns the database could, and puts back what would show it."""
    guards.take_down(connection)
    sql(statement, *values)
    guards.put_up(connection)


def problems():
    return [(problem.number, problem.words) for problem in audit.verify().problems]


def last():
    head = audit.head()
    assert head
    return head.number


def entry_of(kind):
    return AuditEntry.objects.filter(kind=kind).earliest("number")


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


def cut_from(number):
    """Thoroughly: with words and rows, and the counter set back."""
    past_the_guards("DELETE FROM moderation_auditwords WHERE entry_id >= %s", number)
    past_the_guards("DELETE FROM moderation_auditentry WHERE number >= %s", number)
    past_the_guards("DELETE FROM moderation_targets")
    Stream.objects.filter(name="audit").update(position=number - 1)


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
