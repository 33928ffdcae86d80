"""What is tried on a message at all: never less than what stands in it."""

import csv
from pathlib import Path

import pytest

from moderation.screening import RULES, default_screener
from moderation.screening.gate import ContextGate, Gate
from moderation.screening.pattern import spans
from moderation.screening.rules import read_rules

LINES = Path(__file__).parent / "data" / "lines.csv"
EACH = 25


def lines():
    return [default_screener().read(text) for text in texts()[::EACH]]


def long_texts():
    """All lines, eighty to a text, which is looked at in stretches."""
    for first in range(0, len(texts()), 80):
        yield default_screener().read(". ".join(texts()[first : first + 80]))


def texts():
    with LINES.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def stands(part, message):
    return part is not None and any(spans(part, message.view, 1))


@pytest.fixture(scope="module")
def book():
    return read_rules(RULES)


def test_every_phrase_that_stands_in_a_line_is_let_through(book):
    gate = Gate(book.rules, book.weights)
    for message in [*lines(), *long_texts()]:
        passing = [entry.phrase for entry in gate.entries(message.words)]
        found = [p for rule in book.rules for p in rule.phrases if stands(p, message)]

        assert {*map(id, found)} <= {*map(id, passing)}


def test_every_context_that_stands_in_a_line_is_let_through(book):
    gate = ContextGate(book.contexts, book.weights)
    for message in lines():
        found = {
            context.name
            for context in book.contexts
            for side in (context.before, context.after, context.near)
            if stands(side, message)
        }

        assert found <= {context.name for context in gate.passing(message.said)}
