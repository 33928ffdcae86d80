"""The comparison finds what is planted, and nothing in a clean run."""

from typing import Any

import pytest

from bench.crowd import Said
from bench.people import Account
from bench.report import Report
from bench.watch import Sight, mark

STREAM = "room:1"
ANA, BEN = Account("", 1, STREAM), Account("", 2, STREAM)


def said(number: int, account: Account = ANA) -> Said:
    answer = {"type": "stored", "id": 100 + number, "seq": number}
    return Said(account, f"Word {number}.", number, number + 0.01, answer, 1)


def row(number: int, **other: Any) -> dict[str, Any]:
    return {
        "id": 100 + number,
        "seq": number,
        "position": number,
        "author": {"id": 1},
        "body": f"Word {number}.",
    } | other


def sight(*rows: dict[str, Any]) -> Sight:
    seen = Sight()
    seen.read_up({"rows": list(rows), "position": len(rows)})
    return seen


def report(seen: Sight, again: Sight | None = None, **counted: Any) -> Report:
    stored = [said(number) for number in (1, 2, 3)]
    whole = sight(row(1), row(2), row(3))
    count = {"messages": 3, "verdicts": 3, "flags": {}} | counted
    seconds, sockets, rows = 1.0, 1, 3
    return Report(
        "made.jsonl",
        stored,
        {STREAM: seen},
        {STREAM: again or whole},
        count,
        0,
        seconds,
        sockets,
        rows,
    )


def faults(found: Report) -> set[str]:
    return {name for name, number in found.faults().items() if number}


def test_a_clean_run_has_no_faults() -> None:
    clean = report(sight(row(1), row(2), row(3)))

    assert clean.is_clean()
    assert "| stored | 3 |" in clean.table()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row(1), row(2)], "missing to the watcher"),
        ([row(1), row(2), row(2), row(3)], "doubled to the watcher"),
        ([row(1), row(3), row(2)], "out of order to the watcher"),
        (
            [row(1), row(2, body="Other."), row(3)],
            "other words, author or place to the watcher",
        ),
        (
            [row(1), row(2, author={"id": 2}), row(3)],
            "other words, author or place to the watcher",
        ),
    ],
)
def test_what_the_watcher_did_not_see_right_is_found(
    rows: list[dict[str, Any]], fault: str
) -> None:
    assert fault in faults(report(sight(*rows)))


def test_a_message_that_nobody_sent_is_found() -> None:
    whole = [row(1), row(2), row(3)]

    found = report(sight(*whole), sight(*whole, row(4)))

    assert faults(found) == {"phantom when read again"}


def test_a_message_without_a_verdict_is_found() -> None:
    found = report(sight(row(1), row(2), row(3)), verdicts=2)

    assert faults(found) == {"without a verdict"}


def test_a_change_of_a_message_is_not_a_double() -> None:
    seen = sight(row(1), row(2), row(1, position=9))

    assert (seen.doubled, len(seen.messages)) == (0, 2)


def test_a_frame_from_beyond_the_cursor_is_a_gap() -> None:
    seen = sight(row(1))

    assert not seen.take({"from": 5, "to": 6, "rows": [row(6)]})
    assert (seen.gaps, len(seen.messages)) == (1, 1)


def test_a_mark_differs_with_every_letter() -> None:
    assert mark("Word.") != mark("word.")
