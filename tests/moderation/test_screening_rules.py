"""Rule files: how they are read, and how a half-written one is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import RULES, RulesError, load_screener
from moderation.screening.grammar import verb_forms
from moderation.screening.local import Local
from moderation.screening.rules import read_rules

GOOD = """
concern = "suicide"
closed = "not"

[lists]
sad = "sad | really low | down ..1 dumps"

[[rule]]
id = "test.sad"
severity = "yellow"
reason = "says they are sad"
phrases = ["i am <sad>", "^ (so | very)? cry~ $"]

[[context]]
name = "negated"
before = ["not ..1"]
to = "note"
reason = "but it is denied"
"""


@pytest.fixture
def load(tmp_path):
    def load_text(text):
        path = tmp_path / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return load_screener(path)

    return load_text


@pytest.mark.parametrize(
    "text",
    ["I am sad.", "i am really low", "i am down the dumps", "Crying", "so cried"],
)
def test_a_phrase_finds_every_way_it_was_written_for(load, text):
    assert load(GOOD).screen(text).severity == "yellow"


@pytest.mark.parametrize(
    "text", ["sad", "i am low", "i am down in the dumps", "crying again", "i. am. glad"]
)
def test_a_phrase_finds_nothing_else(load, text):
    assert load(GOOD).screen(text).severity == "none"


def test_a_gap_does_not_cross_a_full_stop(load):
    assert load(GOOD).screen("i am down. the dumps").severity == "none"


@pytest.mark.parametrize("letter", ["y", "s", "1"])
def test_a_single_letter_is_a_verb_too(load, letter):
    assert load(GOOD.replace("cry~", f"{letter}~")).screen(letter).severity == "yellow"


def test_another_text_of_the_rules_has_another_version(load):
    assert load(GOOD).version != load(GOOD + "\n# changed").version


@pytest.mark.parametrize(
    ("broken", "line", "why"),
    [
        ('"i am <sad>"', 12, "no list called"),
        ('"i am (sad"', 12, "not closed"),
        ('"i am | "', 12, "empty"),
        ('"i am?"', 12, None),
        ('"..3"', 12, "nothing at all"),
        ('"^"', 12, "nothing at all"),
        ('"i am s%d"', 12, "cannot read"),
        ('""', 12, "empty"),
    ],
)
def test_a_half_written_phrase_is_refused_by_line(load, broken, line, why):
    text = GOOD.replace('sad = "sad | really low | down ..1 dumps"', "")
    text = text.replace('"i am <sad>"', broken)
    if why is None:
        assert load(text).screen("i").severity == "yellow"
        return
    with pytest.raises(RulesError) as refusal:
        load(text)
    assert refusal.value.line == line
    assert why in refusal.value.reason


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('severity = "yellow"', 'severity = "purple"', "no known severity"),
        ('concern = "suicide"', 'concern = "gloom"', "no known concern"),
        ('reason = "says they are sad"', "", "gives no reason"),
        ('id = "test.sad"', "", "no id"),
        ('id = "test.sad"', 'id = "test.sad"\nhue = 3', "unknown 'hue'"),
        ("[[rule]]", "[[rules]]", "nothing is called"),
        ("[[rule]]", "[[rule", "rules.toml"),
        ('to = "note"', 'to = "gone"', "no known severity"),
        ('before = ["not ..1"]', "", "no phrases"),
        ('closed = "not"', "closed = 3", "must be a text"),
        ('"sad | really low | down ..1 dumps"', '"<sad>"', "made of itself"),
        ('phrases = ["i am <sad>", "^ (so | very)? cry~ $"]', "", "list of phrases"),
    ],
)
def test_a_half_written_file_is_refused_whole(load, before, after, why):
    assert before in GOOD
    with pytest.raises(RulesError, match=why):
        load(GOOD.replace(before, after, 1))


def test_two_rules_of_one_name_are_refused(load):
    rule = GOOD[GOOD.index("[[rule]]") : GOOD.index("[[context]]")]
    with pytest.raises(RulesError, match="two rules"):
        load(GOOD + rule)


def test_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(RulesError, match="no rule file"):
        load_screener(tmp_path)
    with pytest.raises(RulesError, match="cannot read"):
        load_screener(tmp_path / "gone")


def test_a_communitys_own_rules_do_not_hide_that_all_others_are_gone(tmp_path):
    own = Local("own.party", "abuse", "amber", "we ask about parties", ("party",))
    with pytest.raises(RulesError, match="no rule file"):
        read_rules(tmp_path, [own])


def test_files_that_hold_not_one_rule_are_refused(load):
    with pytest.raises(RulesError, match="not one rule"):
        load('closed = "not"')


@given(st.text(alphabet="abi <>()|?.~^$3\"'[]=\n", max_size=80))
@settings(deadline=None, max_examples=300)
def test_any_other_file_is_refused_and_never_a_crash(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("rules") / "rules.toml"
    path.write_text(GOOD + f"\n[lists.more]\nodd = {text!r}\n" + text, encoding="utf-8")
    with pytest.raises(RulesError):
        load_screener(path)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("kick", "kicked"),
        ("top", "topping"),
        ("grip", "gripped"),
        ("starve", "starving"),
        ("cry", "cries"),
        ("punch", "punches"),
        ("beat", "beating"),
    ],
)
def test_a_verb_stands_for_its_forms(verb, form):
    assert form in verb_forms(verb, {})


def test_every_rule_we_ship_has_a_reason_in_plain_words():
    import tomllib

    for path in RULES.glob("*.toml"):
        for rule in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            assert rule["reason"][0].islower()
            assert "<" not in rule["reason"]
