"""What is shown beside the rows: who is here, whether a place is open, who is typing."""

from typing import Any

from django.utils.translation import override

from realtime import frames, roster
from realtime.feeds import Feeds
from realtime.reads import read
from realtime.socket import Socket
from realtime.streams import label


class Presence:
    def __init__(self, feeds: Feeds, sockets: set[Socket]) -> None:
        self._feeds = feeds
        self._sockets = sockets
        # By stream, and then by the language that its readers read.
        self._statuses: dict[str, dict[str, bytes]] = {}

    async def tell(self) -> None:
        """Works out every stream's status, and sends those that have changed."""
        persons = {socket.visitor.person for socket in self._sockets}
        here = await roster.share(persons, self._here())
        statuses: dict[str, dict[str, Any]] = {}
        for prefix, names in self._feeds.by_prefix(self._feeds.names()).items():
            of_these = {name: here.get(name, {}) for name in names}
            statuses |= await read(self._feeds.table[prefix].statuses, of_these)
        languages = {socket.visitor.language for socket in self._sockets}
        told, self._statuses = self._statuses, _in_each(languages, statuses)
        for name, payloads in self._statuses.items():
            for language, payload in payloads.items():
                if told.get(name, {}).get(language) != payload:
                    self._send(name, language, payload)

    def tell_one(self, socket: Socket, stream: str) -> None:
        """Gives a socket that just joined what the others already know."""
        payload = self._statuses.get(stream, {}).get(socket.visitor.language)
        if payload is not None:
            socket.write_payload(payload)

    def show_typing(self, stream: str, person: int) -> None:
        feed = self._feeds.get(stream)
        if feed is None:
            return
        payload = frames.frame("typing", stream=stream, person=person)
        for other in list(feed.current):
            if other.visitor.person != person and other.visitor.shows_typing:
                other.write_payload(payload)

    def _here(self) -> dict[str, dict[int, str]]:
        """{stream: {person: alias}} of the sockets of this process."""
        return {
            feed.name: {s.visitor.person: s.visitor.alias for s in feed.followers()}
            for feed in self._feeds.all()
        }

    def _send(self, name: str, language: str, payload: bytes) -> None:
        feed = self._feeds.get(name)
        if feed is not None:
            for socket in feed.followers():
                if socket.visitor.language == language:
                    socket.write_payload(payload)


def _in_each(
    languages: set[str], statuses: dict[str, dict[str, Any]]
) -> dict[str, dict[str, bytes]]:
    """Every status as a frame, once for each language that somebody here reads."""
    found: dict[str, dict[str, bytes]] = {name: {} for name in statuses}
    for language in languages:
        with override(language):
            for name, status in statuses.items():
                found[name][language] = frames.frame(
                    "presence", stream=label(name), **status
                )
    return found
