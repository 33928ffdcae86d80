"""What care overhears: that somebody has left for good."""

from typing import Any

from care.actions import forget_feelings, stop_welcoming
from people.models import Person


def let_go(person: Person, **_: Any) -> None:
    forget_feelings(by=person)
    stop_welcoming(by=person)
