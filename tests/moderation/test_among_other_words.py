"""A cry for help is mostly said among other words, which must not hide it."""

import csv
import gzip
from pathlib import Path

import pytest

from moderation.screening import default_screener
from moderation.screening.measure import RAISES_A_FLAG, read_lines, read_pool

DATA = Path(__file__).parent / "data"
EACH, MOST_LOST = 2, 0.02
# Measured once, when it was new: 171 of 180 (docs/screening.md).
LEAST_HEARD = 0.9
ORDER = ("none", "note", "yellow", "amber", "red")
AROUND = (
    "First post. {}",
    "Thanks everyone. {}",
    "Hello, hope you are all well. {}",
    "Thank you all for the cake yesterday, it was lovely. {}",
    "Here is the link you asked for. {}",
    "{}. Anyway, good luck with the quiz tonight.",
    "Yes. {}\nHow was the walk with the dog?",
)
TOLD = [
    "I want to kill myself tonight and I have the tablets here",
    "I'm worth more to them dead than I am alive",
    "he locks me in the flat and takes my phone when he goes out",
]


def severity(text):
    return default_screener().screen(text).severity


def distress(name):
    rows = read_lines(DATA / name)
    return [row["text"] for row in rows if row["severity_min"] != "none"]


def flagged(texts):
    return [text for text in texts if severity(text) in RAISES_A_FLAG]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("text", TOLD)
def test_what_stands_before_or_after_makes_it_no_lighter(around, text):
    among = ORDER.index(severity(around.format(text)))
    assert among >= ORDER.index(severity(text)) > ORDER.index("note")


def test_hardly_any_line_of_distress_is_lost_among_kind_words():
    lines = flagged(distress("unread.csv")[::EACH])
    assert len(lines) > 100
    for around in AROUND:
        among = [severity(around.format(line.rstrip("."))) for line in lines]
        lost = sum(level not in RAISES_A_FLAG for level in among)
        assert lost <= MOST_LOST * len(lines), around


def test_most_cries_for_help_are_heard_where_people_chat_about_other_things():
    cries = distress("buried.csv")
    assert len(flagged(cries)) >= LEAST_HEARD * len(cries) > 100


def test_what_the_makers_of_a_pool_put_in_is_nobodys_words(tmp_path):
    rows = [
        ("text", "source"),
        ("Post: [NAME] walked, see <link>", "sms"),
        ("Post it today", "sms"),
    ]
    with gzip.open(tmp_path / "pool.csv.gz", "wt", newline="") as file:
        csv.writer(file).writerows(rows)

    texts = [text for _, text in read_pool(tmp_path / "pool.csv.gz")]
    assert texts == [" walked, see ", "Post it today"]
