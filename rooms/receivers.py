"""What rooms overhear: that somebody has left for good."""

from typing import Any

from people.models import Person
from rooms.actions import forget_person


def let_go(person: Person, **_: Any) -> None:
    forget_person(person)
