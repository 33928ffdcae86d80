"""The second reader: what no rule has, but reads like what people write."""

import pytest

from moderation.screening import RULES, RulesError, Screener, load_screener
from moderation.screening.lessons import Lesson, learn, read_lessons
from moderation.screening.likeness import FILE, parse_likeness
from moderation.screening.rules import read_rules
from moderation.screening.verdict import CONCERNS

IN_OWN_WORDS = "the kids would cope better with me in the ground"
PLAIN = [Lesson("i want to be no more".split(), "suicide", 3.0)] * 4
HARMLESS = [["we", "want", "more", "tea"], ["be", "here", "at", "four"]] * 4
LIMITS = ["amber:\t1", "yellow:\t0"]


def finding(text):
    found = load_screener(RULES).screen(text).findings
    return next((f for f in found if f.rule.startswith("reads_like.")), None)


def test_what_no_rule_has_may_still_read_like_distress():
    alone, both = Screener(read_rules(RULES)), load_screener(RULES)
    assert alone.screen(IN_OWN_WORDS).severity == "none"
    assert both.screen(IN_OWN_WORDS).severity in ("amber", "yellow")
    assert both.screen(IN_OWN_WORDS).findings[0].concern == "suicide"


def test_it_never_lowers_and_never_reaches_red():
    alone, both = Screener(read_rules(RULES)), load_screener(RULES)
    order = ("none", "note", "yellow", "amber", "red")
    for text, _ in read_lessons():
        before, after = alone.screen(text), both.screen(text)
        assert order.index(after.severity) >= order.index(before.severity)
        assert all(
            f.severity != "red" for f in set(after.findings) - set(before.findings)
        )


def test_its_mark_lies_on_the_words_that_weighed_most():
    text = f"Had tea. Then {IN_OWN_WORDS}. Bye"
    found = finding(text)
    assert "cope better" in text[found.start : found.end]
    assert "tea" not in text[found.start : found.end]


def test_without_its_file_the_rules_read_alone(tmp_path):
    for file in RULES.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert load_screener(tmp_path).screen("i want to die").severity == "amber"


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("bias:\tx", 1),
        ("bias:\t1\nword", 2),
        ("bias:\t1\na b c d e\t3", 2),
        ("bias:\t1\nword\t3\t99", 2),
        ("bias:\t1", 1),
    ],
)
def test_a_broken_file_is_refused_by_line(broken, line):
    with pytest.raises(RulesError) as refusal:
        parse_likeness(broken)
    assert refusal.value.line == line


def test_the_same_lessons_teach_the_same_weights():
    assert list(learn(PLAIN, HARMLESS)) == list(learn(PLAIN, HARMLESS))


def test_it_learns_only_words_that_stand_in_a_lesson():
    rows = "\n".join(learn(PLAIN, HARMLESS))
    assert "more" in rows
    assert "tea" not in rows


def test_what_was_learnt_knows_its_lesson_from_other_talk():
    learnt = parse_likeness("\n".join([*learn(PLAIN, HARMLESS), *LIMITS]))
    assert learnt.of("i want to be no more".split(), 1 | 1 << 6).concern == "suicide"
    assert learnt.of("we want more tea".split(), 1 | 1 << 4) is None


def test_every_lesson_has_a_concern_and_the_file_is_the_one_in_use():
    assert {concern for _, concern in read_lessons()} <= {*CONCERNS, "none"}
    assert parse_likeness((RULES / FILE).read_text("utf-8")).yellow > 0
