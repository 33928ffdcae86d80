"""Screening as its users see it: text in, a verdict out."""

import csv
import dataclasses
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import RULES, SEVERITIES, Screener, default_screener
from moderation.screening.measure import measure, wilson
from moderation.screening.rules import read_rules

LINES = Path(__file__).parent / "data" / "lines.csv"
UNSEEN = Path(__file__).parent / "data" / "unseen.csv"
FRESH = Path(__file__).parent / "data" / "fresh.csv"


def lines(path, kinds=None):
    with path.open(encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if not kinds or row["kind"] in kinds
        ]


def severity(text):
    return default_screener().screen(text).severity


def concerns(text):
    findings = default_screener().screen(text).findings
    return {finding.concern for finding in findings if finding.weight > 1}


@pytest.mark.parametrize(
    ("text", "concern", "level"),
    [
        ("i want to die", "suicide", "amber"),
        ("gonna top myself tonight", "suicide", "red"),
        ("ive taken all my tablets", "suicide", "red"),
        ("what's the point anymore", "suicide", "amber"),
        ("i cut my arms again last night", "self_harm", "amber"),
        ("my boyfriend hits me", "abuse", "amber"),
        ("he wont let me leave the house", "abuse", "amber"),
        ("he's outside with a knife", "abuse", "red"),
        ("my stepdad hits my little brother", "child", "red"),
        ("been making myself sick after tea", "eating", "amber"),
        ("im going to stab him", "harm_to_others", "red"),
        ("i want to stab him", "harm_to_others", "amber"),
        ("took 30 paracetamol", "suicide", "red"),
        ("a want tae be deid", "suicide", "amber"),
        ("i wont to kil misel", "suicide", "amber"),
        ("i dont trust myself tonight", "crisis", "amber"),
        ("my mate says he wants to die", "worry_about_other", "yellow"),
        ("add me on snap", "exploitation", "yellow"),
        ("go kill yourself", "rule_breaking", "yellow"),
    ],
)
def test_each_concern_is_found_as_heavy_as_it_is(text, concern, level):
    assert concern in concerns(text)
    assert severity(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "i could murder a curry",
        "this job will be the death of me",
        "need to kill the process and restart",
        "dying of laughter here",
        "caught the bus to work",
        "he's doing my head in",
        "dead good that was",
        "we did suicide prevention training today",
        "this walk takes the stress off myself",
        "my default gw is 10.0.0.1",
        "can somebody help me with this driver",
        "took two paracetamol for my headache",
        "im gonna kill my brother, he ate my leftovers",
        "I looked after my dad, and somebody wrote to me then.",
        "",
        " \n\t ",
    ],
)
def test_harmless_talk_raises_no_flag(text):
    assert severity(text) in ("none", "note")


def test_a_negated_phrase_is_still_read():
    verdict = default_screener().screen("i would never hurt myself")
    assert verdict.severity == "note"
    assert "not to be so" in verdict.findings[0].reason


def test_a_denial_does_not_cover_the_next_sentence():
    assert severity("i will not kill myself. i want to die.") == "amber"


def test_a_laugh_lowers_one_level_only():
    assert severity("i want to kill myself lol") == "yellow"


def test_two_reasons_to_lower_lower_one_level_only():
    alone = Screener(read_rules(RULES))
    text = "this homework makes me want to kill myself lol"
    assert alone.screen(text).severity == "yellow"


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself tonight",
        "I want to die and I have the pills here",
        "tomorrow, when they are out, I am ending my life",
    ],
)
def test_a_time_or_a_means_beside_a_wish_to_die_is_red(text):
    assert severity(text) == "red"


def test_a_time_alone_makes_no_joke_heavier():
    assert severity("kms tonight if arsenal lose") == "yellow"


def test_somebody_elses_words_become_worry_about_them():
    assert concerns("my sister said she wants to kill herself") == {"worry_about_other"}


def test_the_words_are_shown_as_they_were_written():
    text = "so… I want to k1ll mys3lf 💔"
    finding = default_screener().screen(text).findings[0]
    assert text[finding.start : finding.end].endswith("k1ll mys3lf")


def test_a_finding_says_which_rule_and_version_found_it():
    screener = default_screener()
    finding = screener.screen("i want to die").findings[0]
    assert finding.rule.startswith("suicide.")
    assert finding.version == screener.version
    assert finding.reason


def test_a_finding_cannot_be_changed():
    finding = default_screener().screen("i want to die").findings[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.severity = "none"


def test_many_threads_share_one_screener():
    texts = [row["text"] for row in lines(LINES)]
    alone = [default_screener().screen(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(default_screener().screen, texts))
    assert together == alone


def test_nearly_every_explicit_line_is_caught():
    explicit = lines(LINES, {"explicit"})
    missed = [row["text"] for row in explicit if not concerns(row["text"])]
    assert len(missed) <= 0.03 * len(explicit), missed


def test_every_kind_of_disguise_is_seen_through():
    missed = [
        row["text"]
        for row in lines(LINES, {"evasion"})
        if row["concern"] not in concerns(row["text"])
    ]
    assert not missed


def test_nearly_no_hard_harmless_line_raises_a_flag():
    harmless = [row for row in lines(LINES) if row["concern"] == "none"]
    flagged = [row["text"] for row in harmless if concerns(row["text"])]
    assert len(flagged) <= 0.02 * len(harmless), flagged


def test_every_concern_has_lines_that_measure_it():
    for path in (LINES, UNSEEN):
        counted = Counter(row["concern"] for row in lines(path))
        assert {"suicide", "self_harm", "abuse", "child", "eating"} <= counted.keys()
        assert {"harm_to_others", "crisis", "worry_about_other"} <= counted.keys()
        assert counted["none"] >= 60


def test_no_unseen_line_is_among_those_built_against():
    built_against = {row["text"] for row in lines(LINES)}
    unseen = {row["text"] for row in lines(UNSEEN) + lines(FRESH)}
    assert not built_against & unseen


ADVERSARIAL = {
    "masks": "k*" * 2000,
    "one letter": "a" * 4000,
    "spaces": " " * 4000,
    "half a phrase": "i want to " * 400,
    "a phrase": "kill myself " * 333,
    "zero width": "k\u200bi\u200bl\u200bl " * 500,
    "only zero width": "\u200b" * 4000,
    "split letters": "k i l l " * 500,
    "masked words": "s*icide " * 500,
    "dots": "a." * 2000,
    "digits": "k1ll " * 800,
    "many readings": "1l1l1l1l1l1l1l1l1l1l " * 190,
    "one-letter lines": "i\n" * 2000,
    "reported speech": "she said i want to not " * 174,
    "run together": "killmyselfnowiwant " * 210,
    "pills": "💊" * 4000,
    "combining": "k" + "\u0336" * 3999,
    "ligatures": "\ufdfa" * 4000,
    "hyphens": "a-" * 2000,
    "everything": "i am going to kill myself tonight he hit me and i have not eaten "
    * 61,
}


# How many times as long as the same piece of plain work, done in turns: these machines
# are noisy. Measured: 7 at most. The bench tells milliseconds.
MOST_TIMES = 12


def plain_work():
    words: dict[str, int] = {}
    for n in range(5000):
        words[f"w{n % 97}"] = words.get(f"w{n % 89}", 0) + 1


def spent(work):
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


@pytest.mark.parametrize("text", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_message_takes_long(text):
    screener = default_screener()
    rounds = [
        (spent(lambda: screener.screen(text[:4000])), spent(plain_work))
        for _ in range(5)
    ]
    screening, work = (min(times) for times in zip(*rounds, strict=True))
    assert screening < MOST_TIMES * work


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=300)
def test_screening_answers_any_text(text):
    verdict = default_screener().screen(text)
    assert verdict.severity in SEVERITIES
    heaviest = max((finding.weight for finding in verdict.findings), default=0)
    assert SEVERITIES[heaviest] == verdict.severity


PHRASES = st.sampled_from([row["text"] for row in lines(LINES)])


@given(st.text(max_size=30), PHRASES, st.text(max_size=30))
@settings(deadline=None, max_examples=300)
def test_a_finding_lies_inside_the_text(before, phrase, after):
    text = before + " " + phrase + " " + after
    for finding in default_screener().screen(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)


def test_measuring_counts_flags_and_reds_by_kind():
    texts = [("a", "i want to die"), ("a", "hello"), ("b", "i took an overdose")]
    measured = measure(default_screener(), texts)
    assert measured.tallies["a"].share == 0.5
    assert measured.tallies["b"].red == 1
    assert len(measured.microseconds) == 3


def test_an_interval_stays_honest_for_small_numbers():
    low, high = wilson(9, 10)
    assert low < 0.6 < 0.9 < high < 1
    assert wilson(0, 0) == (0.0, 1.0)
