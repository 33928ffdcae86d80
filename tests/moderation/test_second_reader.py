"""The second reader: what no rule has, but reads like what people write."""

import numpy as np
import pytest

from moderation.screening import (
    RULES,
    RulesError,
    Screener,
    default_screener,
    load_screener,
    network,
    screener_with,
)
from moderation.screening.learning import learn
from moderation.screening.lessons import TAUGHT, Lesson, digest, pieces, read_lessons
from moderation.screening.local import Local
from moderation.screening.network_learning import teach
from moderation.screening.rules import read_rules
from moderation.screening.verdict import CONCERNS
from moderation.screening.weighing import Weights
from moderation.screening.weights import FILE, parse_likeness, read_likeness

IN_OWN_WORDS = "I'm worth more to them dead than I am alive"
PLAIN = [Lesson("i want to be no more".split(), "suicide", "amber")] * 4
URGENT = [Lesson("the rope is up".split(), "suicide", "red")] * 4
HARMLESS = [["we", "want", "more", "tea"], ["be", "here", "at", "four"]] * 4
LIMITS = ["calm:\t-9", "yellow:\t0", "amber:\t0", "red:\t0", "doubt:\t-9", "ear:\t0"]
ORDER = ("none", "note", "yellow", "amber", "red")


def taught(lessons):
    ear = network.made_of(teach(lessons, HARMLESS))
    return parse_likeness("\n".join([*learn(lessons, HARMLESS), *LIMITS]), ear)


def finding(text):
    found = default_screener().screen(text).findings
    return next((f for f in found if f.rule.startswith("reads_like.")), None)


def test_what_no_rule_has_may_still_read_like_distress():
    alone, both = Screener(read_rules(RULES)), default_screener()
    assert alone.screen(IN_OWN_WORDS).severity == "none"
    assert both.screen(IN_OWN_WORDS).severity in ("amber", "yellow")
    assert both.screen(IN_OWN_WORDS).findings[0].concern == "suicide"


def test_what_a_rule_found_is_never_lost():
    alone, both = Screener(read_rules(RULES)), default_screener()
    for text, _, _ in list(read_lessons())[::3]:
        before, after = alone.screen(text), both.screen(text)
        assert {f.rule for f in before.findings} <= {f.rule for f in after.findings}


def test_what_a_rule_called_urgent_is_always_looked_at():
    alone, both = Screener(read_rules(RULES)), default_screener()
    for text, _, _ in list(read_lessons())[::3]:
        if alone.screen(text).severity == "red":
            assert ORDER.index(both.screen(text).severity) >= ORDER.index("yellow")


def test_a_rules_phrase_in_everyday_talk_becomes_a_note_that_says_why():
    text = "he threw me a surprise party"
    assert Screener(read_rules(RULES)).screen(text).severity == "amber"

    found = default_screener().screen(text).findings[0]
    assert found.severity == "note"
    assert "everyday talk" in found.reason


def test_a_communitys_own_rule_is_never_calmed():
    text = "he threw me a surprise party"
    own = Local("own.party", "abuse", "amber", "we ask about parties", ("party",))

    found = screener_with((own,)).screen(text).findings
    assert next(f for f in found if f.rule == "own.party").severity == "amber"


def test_words_it_does_not_know_are_not_everyday_talk():
    assert not read_likeness(RULES).is_calm("dwi ddim eisiau byw rhagor".split())


def test_what_cannot_wait_is_red_in_words_no_rule_has():
    learnt = taught(PLAIN + URGENT)
    assert learnt.of("the rope is up".split()).severity == "red"
    assert learnt.of("i want to be no more".split()).severity == "amber"


def test_its_mark_lies_on_the_words_that_weighed_most():
    text = f"Had tea and toast, then the news. {IN_OWN_WORDS}. Bye"
    found = finding(text)
    assert "dead than I am alive" in text[found.start : found.end]
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
        parse_likeness(broken, None)
    assert refusal.value.line == line


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"\x93NUMPY", b"nonsense"])
def test_a_broken_network_is_refused(tmp_path, broken):
    (tmp_path / network.FILE).write_bytes(broken)
    with pytest.raises(RulesError, match="cannot read this file"):
        read_likeness(tmp_path)


def test_a_network_that_lacks_a_part_is_refused(tmp_path):
    np.savez(tmp_path / network.FILE, words=np.array("a b"))
    with pytest.raises(RulesError, match="cannot read this file"):
        read_likeness(tmp_path)


def test_the_same_lessons_teach_the_same_weights():
    assert list(learn(PLAIN, HARMLESS)) == list(learn(PLAIN, HARMLESS))
    once, again = teach(PLAIN, HARMLESS), teach(PLAIN, HARMLESS)
    assert all((once[name] == again[name]).all() for name in once)


def test_the_network_puts_words_together_that_stand_side_by_side():
    vectors, detectors = np.zeros((7, 1)), np.zeros((1, 6))
    vectors[3:, 0] = [1, 2, 4, 8]
    detectors[0] = [0, 1, 1, 0, 0, 0]
    kept = {"words": "a b c d", "vectors": vectors * 127, "scale": 1.0}
    kept |= {"detectors": detectors, "bias": np.zeros(3), "offset": np.zeros(1)}
    ear = network.made_of(kept | {"answers": np.ones((3, 1))})

    assert ear.ask(["a", "b", "d"])[0] == 10
    assert ear.ask(["a", "unheard", "d"])[0] == 8


def test_each_piece_of_a_sentence_adds_what_it_weighs():
    words, weights = "we want to be or not to be here".split(), Weights()
    for n, piece in enumerate(sorted(pieces(words)), 1):
        weights.add(piece.split(" "), n * n)

    found = [weight for weight, _, _ in weights.of(words)]
    assert {*found} == {n * n for n in range(1, len(pieces(words)) + 1)}
    assert weights.total(words) == sum(found)


def test_it_learns_only_words_that_stand_in_a_lesson():
    rows = "\n".join(learn(PLAIN, HARMLESS))
    assert "more" in rows
    assert "tea" not in rows


def test_what_was_learnt_knows_its_lesson_from_other_talk():
    learnt = taught(PLAIN)
    assert learnt.of("i want to be no more".split())
    assert learnt.of("we want more tea".split()) is None


def test_every_lesson_has_a_concern_and_the_file_is_the_one_in_use():
    assert {concern for _, concern, _ in read_lessons()} <= {*CONCERNS, "none"}
    assert {level for _, _, level in read_lessons()} <= {"", "amber", "red"}
    learnt = (RULES / FILE).read_text("utf-8")
    assert learnt.startswith(f"# {TAUGHT} {digest()}\n")
    assert len(learnt) < 2_500_000
    assert parse_likeness(learnt, None).yellow > 0
    assert (RULES / network.FILE).stat().st_size < 1_000_000


def test_what_a_rule_found_may_be_heard_to_be_urgent():
    text = "hes outside the door kicking it and ive got nowhere to go"
    assert Screener(read_rules(RULES)).screen(text).severity == "amber"

    assert default_screener().screen(text).severity == "red"


def test_it_is_calm_only_where_words_and_ear_both_say_so():
    learnt = taught(PLAIN)
    assert learnt.unrest("we want more tea".split()) < learnt.unrest(PLAIN[0].words)
