"""`manage.py screen` as a charity's own tools would call it."""

import csv
import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

LABELLED = [("i want to die", "1", "posts"), ("lovely day", "0", "posts")]
EVERYDAY = [("hello there", "talk"), ("i took an overdose", "talk")]


def screen(monkeypatch, given):
    answered = io.StringIO()
    monkeypatch.setattr(
        "moderation.management.commands.screen.stdin", io.StringIO(given)
    )
    try:
        call_command("screen", "--json", stdout=answered)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return [json.loads(line) for line in answered.getvalue().splitlines()], code


def test_each_line_gets_its_verdict(monkeypatch):
    answers, code = screen(monkeypatch, '{"text": "i want to die"}\n{"text": "hi"}\n')
    assert [answer["severity"] for answer in answers] == ["amber", "none"]
    assert answers[0]["findings"][0]["concern"] == "suicide"
    assert set(answers[0]["findings"][0]) == {
        "concern",
        "severity",
        "rule",
        "version",
        "start",
        "end",
        "reason",
    }
    assert code == 0


@pytest.mark.parametrize("bad", ["nonsense", "[]", "3", '{"text": 5}', "{}", ""])
def test_a_bad_line_is_answered_and_the_rest_still_read(monkeypatch, bad):
    answers, code = screen(monkeypatch, f'{bad}\n{{"text": "hi"}}\n')
    assert "error" in answers[0]
    assert answers[1]["severity"] == "none"
    assert code == 1


def table(path, header, rows):
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_evaluating_reports_each_source(tmp_path):
    table(tmp_path / "labelled.csv.gz", ("text", "risk", "source"), LABELLED)
    table(tmp_path / "everyday.csv.gz", ("text", "source"), EVERYDAY)
    answered = io.StringIO()
    call_command("screen", "--evaluate", "--data", str(tmp_path), stdout=answered)
    report = answered.getvalue()
    assert "recall 1.00" in report
    assert "500.0 flags per 1,000" in report
    assert "p99" in report


def test_evaluating_nothing_says_what_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"labelled\.csv\.gz"):
        call_command("screen", "--evaluate", "--data", str(tmp_path))
