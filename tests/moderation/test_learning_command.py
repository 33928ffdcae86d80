"""`manage.py learn_screening`, whole, on a handful of lessons and a little talk."""

import csv
import gzip
import io

import pytest
from django.core.management import CommandError, call_command

from moderation.management.commands import learn_screening
from moderation.screening import network
from moderation.screening.lessons import common_words, read_lessons
from moderation.screening.rules import COMMON
from moderation.screening.weights import FILE, read_likeness

ORDINARY = "the bus was late and we had tea at number {}"


@pytest.fixture
def data(tmp_path, monkeypatch):
    few = list(read_lessons())[::120]
    monkeypatch.setattr(learn_screening, "read_lessons", lambda: few)
    (tmp_path / "screening").mkdir()
    pool = tmp_path / "screening" / "everyday.csv.gz"
    with gzip.open(pool, "wt", encoding="utf-8", newline="") as file:
        rows = [(ORDINARY.format(n), "reddit_comments") for n in range(80)]
        csv.writer(file).writerows([("text", "source"), *rows])
    return tmp_path


def learn(data, to):
    told = io.StringIO()
    call_command("learn_screening", "--data", data, "--to", to, stdout=told)
    return [(to / name).read_bytes() for name in (FILE, network.FILE, COMMON)]


def test_the_command_writes_the_same_files_each_time(data):
    once, again = learn(data, data / "once"), learn(data, data / "again")
    assert once == again

    learnt = read_likeness(data / "once")
    assert learnt.of("i want to kill myself tonight".split())
    assert learnt.of(ORDINARY.format(3).split()) is None


def test_a_line_spelt_by_ear_teaches_both_ways_and_its_mended_words_are_common(
    tmp_path,
):
    lessons = tmp_path / "by_ear.txt"
    lessons.write_text("# abuse amber\n" + "he hitts me\the hits me\n" * 3)
    assert [line for line, _, _ in read_lessons(tmp_path)][:2] == [
        "he hitts me",
        "he hits me",
    ]
    assert common_words(str.split, tmp_path) == ["he", "hits", "me"]


def test_without_talk_to_learn_from_nothing_is_written(tmp_path):
    with pytest.raises(CommandError, match="too little everyday talk"):
        learn(tmp_path, tmp_path / "once")
    assert not (tmp_path / "once").exists()


def test_where_it_cannot_write_it_says_so(data):
    (data / "once").write_text("a file")
    with pytest.raises(CommandError, match="cannot write"):
        learn(data, data / "once")
