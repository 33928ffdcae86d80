"""Whatever happens to stored rules or their files, some are always in force."""

import pytest

from moderation import benches, in_force, machinery_clockwork, rulebook
from moderation.models import Flag, Verdict
from moderation.rules_models import Bench, Ruleset
from moderation.screening import RulesError
from moderation.screening.local import Local

# Read now, while the files that ship are where they are.
from moderation.views import rules as _rules  # noqa: F401
from tests.moderation.rules.conftest import severity_of, try_rule, use


def test_a_stored_version_that_cannot_be_read_leaves_the_running_rules(
    sol, room, ana, say
):
    broken = Local("ours.jam", "crisis", "amber", "says jam", ("(jam",)).plain()
    Ruleset.objects.create(rules=[broken], note="Broken", by=sol)
    in_force.look_again()

    assert severity_of(say(room, ana, "i want to kill myself")) == "amber"


def test_a_process_that_begins_with_a_version_it_cannot_read_takes_the_rules_that_ship(
    sol, room, ana, say, monkeypatch
):
    broken = Local("ours.jam", "crisis", "amber", "says jam", ("(jam",)).plain()
    Ruleset.objects.create(rules=[broken], note="Broken", by=sol)
    monkeypatch.setattr(in_force, "_now", None)

    assert severity_of(say(room, ana, "i want to kill myself")) == "amber"


def test_leads_hear_of_a_version_that_cannot_be_read_and_see_it_among_the_rules(
    lead, sol, monkeypatch
):
    broken = Local("ours.jam", "crisis", "amber", "says jam", ("(jam",)).plain()
    Ruleset.objects.create(rules=[broken], note="Broken", by=sol)
    # An earlier test's version had this number too.
    monkeypatch.setattr(in_force, "_now", None)

    machinery_clockwork.tell_of_unread_rules()
    page = lead.get("/moderation/rules/").text

    assert "can’t be read" in sol.notices.get(kind="page").words
    assert "the rules before it are at work" in page
    assert "In use" not in page


def test_a_version_that_cannot_be_read_costs_one_try_and_not_one_a_message(
    sol, room, ana, say, monkeypatch
):
    broken = Local("ours.jam", "crisis", "amber", "says jam", ("(jam",)).plain()
    Ruleset.objects.create(rules=[broken], note="Broken", by=sol)
    tried = []
    made = in_force._made
    monkeypatch.setattr(in_force, "_made", lambda *a: tried.append(a) or made(*a))
    monkeypatch.setattr(in_force, "_now", None)

    for _ in range(3):
        in_force.look_again()
        say(room, ana, "hello there")

    assert len(tried) == 1


def test_rule_files_that_are_gone_leave_the_running_rules(
    lead, sol, room, ana, say, monkeypatch, tmp_path
):
    good = Local("ours.jam", "crisis", "amber", "says jam", ("jam",)).plain()
    assert severity_of(say(room, ana, "hello there")) == "none"
    monkeypatch.setattr("moderation.screening.RULES", tmp_path / "gone")
    monkeypatch.setattr(benches, "RULES", tmp_path / "gone")

    answer = try_rule(lead)
    Ruleset.objects.create(rules=[good], note="Good", by=sol)
    in_force.look_again()

    assert "Cannot read gone" in answer.text
    assert not Bench.objects.exists()
    assert severity_of(say(room, ana, "i want to kill myself")) == "amber"


@pytest.mark.parametrize("path", ["", "of/any/", "file/?all=1"])
def test_a_lead_reads_that_the_rule_files_are_gone_and_the_old_rules_go_on(
    lead, room, ana, say, monkeypatch, tmp_path, path
):
    assert severity_of(say(room, ana, "hello there")) == "none"
    monkeypatch.setattr(rulebook, "RULES", tmp_path / "gone")
    rulebook._shipped.cache_clear()

    answer = lead.get(f"/moderation/rules/{path}")

    assert answer.status_code == 503
    assert "The rules that were at work before are still at work." in answer.text
    assert severity_of(say(room, ana, "i want to kill myself")) == "amber"


def test_a_lead_reads_that_no_rules_are_at_work_and_that_people_read_all(
    lead, monkeypatch, tmp_path
):
    def gone():
        raise RulesError(0, "cannot read rules")

    monkeypatch.setattr(in_force, "_now", None)
    monkeypatch.setattr(in_force, "default_screener", gone)
    monkeypatch.setattr(rulebook, "RULES", tmp_path / "gone")
    rulebook._shipped.cache_clear()

    page = lead.get("/moderation/rules/").text

    assert "No rules are at work. Each message is flagged" in page


def test_a_process_that_begins_without_rule_files_has_every_message_read_by_a_person(
    room, ana, sol, say, monkeypatch
):
    def gone():
        raise RulesError(0, "cannot read rules")

    monkeypatch.setattr(in_force, "_now", None)
    monkeypatch.setattr(in_force, "default_screener", gone)

    message = say(room, ana, "hello there")
    machinery_clockwork.tell_of_failed_screening()

    assert severity_of(message) == "unscanned"
    assert Flag.objects.get(message=message).level == "amber"
    assert "Screening failed" in sol.notices.get(kind="page").words


def test_a_rules_change_mid_storm_loses_no_message_and_no_verdict(lead, room, ana, say):
    try_rule(lead)
    for n in range(30):
        if n == 10:
            use(lead)
        say(room, ana, f"marmalade now {n}")

    found = list(Verdict.objects.order_by("pk").values_list("severity", flat=True))
    assert found == ["none"] * 10 + ["amber"] * 20
