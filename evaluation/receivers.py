"""What the evaluation overhears: that somebody has left for good."""

from typing import Any

from evaluation.actions import withdraw_consent
from people.models import Person


def let_go(person: Person, **_: Any) -> None:
    withdraw_consent(by=person)
