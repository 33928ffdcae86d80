"""What an app gives so that its streams can be followed over the socket."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings

from realtime.streams import Row


@dataclass(slots=True, frozen=True)
class Visitor:
    """Whose socket it is, as far as realtime needs to know."""

    person: int
    alias: str
    # realtime.revocations.session_mark of the session that opened the socket.
    session: str
    # Staff who have shown their second factor in this session.
    is_verified: bool
    shows_typing: bool
    # Of the words that are said to them.
    language: str = settings.LANGUAGE_CODE


@dataclass(slots=True, frozen=True)
class Refusal:
    """A true answer: what was asked for is not done, why, and when to try again.

    Words that are lazy are put into the language of whoever is refused.
    """

    code: str
    reason: str
    retry_after_ms: int | None = None


@dataclass(slots=True, frozen=True)
class Work:
    """A change asked for by a frame: one call, or an item of a batch."""

    run: Callable[[], Any] | None = None
    batch: Callable[[list[Any]], list[Any]] | None = None
    item: Any = None
    # The frame that answers it; None where the stream's own rows are the answer.
    answer: Callable[[Any], dict[str, Any] | Refusal | None] = lambda _: None


class BadFrame(ValueError):
    """A frame of the wrong shape; the text says what was expected."""


# Whoever asks, and the stream that they would follow.
Asking = tuple[Visitor, str]


class Source(Protocol):
    """Admits to, reads and acts on the streams of one prefix. Called off the loop,
    but for act, which only looks at the frame and raises BadFrame."""

    def admit(self, asking: Sequence[Asking]) -> list[bool]: ...

    def changes(self, cursors: dict[str, int], limit: int) -> dict[str, list[Row]]: ...

    def latest(self, stream: str, limit: int) -> list[Row]: ...

    def statuses(self, here: dict[str, dict[int, str]]) -> dict[str, dict[str, Any]]:
        """What is shown beside each stream's rows: who is here, whether it is open."""
        ...

    def act(self, visitor: Visitor, frame: dict[str, Any]) -> Work | Refusal: ...


Table = dict[str, Source]
