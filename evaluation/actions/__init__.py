"""What can be done in evaluation: each verb is one change."""

from evaluation.actions.answering import (
    give_answer,
    give_consent,
    keep_quote,
    mark_read,
    take_back_quote,
    withdraw_consent,
)
from evaluation.actions.measuring import add_measure, ensure_measures, turn_measure
from evaluation.actions.naming import name_reader

__all__ = [
    "add_measure",
    "ensure_measures",
    "give_answer",
    "give_consent",
    "keep_quote",
    "mark_read",
    "name_reader",
    "take_back_quote",
    "turn_measure",
    "withdraw_consent",
]
