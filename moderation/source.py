"""The moderators' board, as the socket follows it."""

from collections.abc import Sequence
from typing import Any

from moderation import flags, streams
from people.models import Person
from realtime.sources import Asking, BadFrame, Refusal, Visitor, Work
from realtime.streams import Row

# A server process itself, which listens for canaries; no person has this number.
EAR = 0


class BoardSource:
    """The stream flags: for moderators who have shown their second factor."""

    def admit(self, asking: Sequence[Asking]) -> list[bool]:
        return [_is_let_in(visitor, stream) for visitor, stream in asking]

    def changes(self, cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
        return streams.changes(cursors, limit)

    def latest(self, stream: str, limit: int) -> list[Row]:
        return streams.latest(stream, limit)

    def statuses(self, here: dict[str, dict[int, str]]) -> dict[str, dict[str, Any]]:
        return {}

    def act(self, visitor: Visitor, frame: dict[str, Any]) -> Work | Refusal:
        raise BadFrame("Flags are claimed and decided by form.")


def _is_let_in(visitor: Visitor, stream: str) -> bool:
    if stream != flags.BOARD or not visitor.is_verified:
        return False
    if visitor.person == EAR:
        return True
    person = Person.objects.filter(pk=visitor.person, is_active=True).first()
    return person is not None and person.is_moderator and not person.is_suspended()
