"""`manage.py screen` as a charity's own tools would call it."""

import csv
import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

from moderation.screening.lessons import is_held_back

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


def test_the_last_quarter_is_talk_that_nothing_was_learnt_from(tmp_path):
    (tmp_path / "screening").mkdir()
    (tmp_path / "conversations").mkdir()
    texts = [f"bus number {n}" for n in range(40)]
    rows = [(text, "talk") for text in texts]
    table(tmp_path / "screening" / "everyday.csv.gz", ("text", "source"), rows)
    with gzip.open(tmp_path / "conversations" / "busy_room.jsonl.gz", "wt") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in texts)

    report = told("--last-quarter", "--data", str(tmp_path / "screening"))
    last = sum(is_held_back(text) == 2 for text in texts)
    assert f"{last} read" in report.partition("busy_room")[2].partition("\n")[0]
    assert f"{last} read" in report.partition("  talk")[2].partition("\n")[0]


def test_labelled_lines_are_counted_by_what_they_are(tmp_path):
    lines = tmp_path / "lines.csv"
    lines.write_text(
        "text,concern,severity_min,kind\n"
        "i want to die,suicide,amber,explicit\n"
        "gonna top myself tonight,suicide,red,explicit\n"
        "i want to k1ll myself,suicide,amber,leet\n"
        "lovely day,none,none,everyday\n"
    )
    report = told("--score", str(lines))
    for group, flagged, red in [
        ("explicit", "2/2 = 1.00 [0.34-1.00]", "1/2"),
        ("explicit, urgent", "1/1", "1/1"),
        ("disguised, leet", "1/1", "0/1"),
        ("harmless, everyday", "0/1", "0/1"),
    ]:
        line = next(each for each in report.splitlines() if f"  {group}   " in each)
        assert flagged in line.partition("red")[0]
        assert red in line.partition("red")[2]


@pytest.mark.parametrize("bad", ["", "text\nhello\n", "text,kind,severity_min\n\xff\n"])
def test_a_table_without_labelled_lines_is_refused(tmp_path, bad):
    lines = tmp_path / "lines.csv"
    lines.write_text(bad, encoding="latin-1")
    with pytest.raises(CommandError, match=r"lines\.csv"):
        told("--score", str(lines))
    with pytest.raises(CommandError, match="gone"):
        told("--score", str(tmp_path / "gone"))


def test_other_rules_are_measured_or_refused(tmp_path):
    lines = tmp_path / "lines.csv"
    lines.write_text("text,concern,severity_min,kind\ntea,none,none,everyday\n")
    with pytest.raises(CommandError, match="no rule file"):
        told("--score", str(lines), "--rules", str(tmp_path))


def told(*arguments):
    answered = io.StringIO()
    call_command("screen", *arguments, stdout=answered)
    return answered.getvalue()
