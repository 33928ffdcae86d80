"""A person's inbox, as their own sockets follow it."""

from collections.abc import Sequence
from typing import Any

from people import inbox
from realtime.sources import Asking, BadFrame, Refusal, Visitor, Work
from realtime.streams import Row


class InboxSource:
    """The stream me:<id>; every socket may call its own just "me"."""

    def admit(self, asking: Sequence[Asking]) -> list[bool]:
        return [stream == f"me:{visitor.person}" for visitor, stream in asking]

    def changes(self, cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
        return inbox.changes(cursors, limit)

    def latest(self, stream: str, limit: int) -> list[Row]:
        return inbox.latest(stream, limit)

    def statuses(self, here: dict[str, dict[int, str]]) -> dict[str, dict[str, Any]]:
        return {}

    def act(self, visitor: Visitor, frame: dict[str, Any]) -> Work | Refusal:
        raise BadFrame("Your inbox can only be read.")
