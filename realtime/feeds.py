"""The streams that sockets of this process follow, and where each socket stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from realtime import frames, pages
from realtime.catching_up import CatchingUp
from realtime.doing import NOT_HERE
from realtime.feed import Feed
from realtime.pages import Page
from realtime.socket import Socket
from realtime.sources import Source, Table
from realtime.streams import label
from realtime.together import Together


class Feeds:
    """Joins, reads up and leaves. Runs on the event loop."""

    def __init__(
        self,
        table: Table,
        mark_behind: Callable[[str], None],
        is_blind: Callable[[], bool],
    ) -> None:
        self.table = table
        self._feeds: dict[str, Feed] = {}
        self._mark_behind = mark_behind
        # For each kind of stream, what many who join at once ask together.
        self._begun = {
            kind: Together(partial(pages.begun, s)) for kind, s in table.items()
        }
        self._let_in = {
            kind: Together(partial(pages.let_in, s)) for kind, s in table.items()
        }
        self._first = {
            kind: Together(partial(pages.first, s)) for kind, s in table.items()
        }
        self._after = {
            kind: Together(partial(pages.after, s)) for kind, s in table.items()
        }
        self._catching_up = CatchingUp(self._read_after, mark_behind, is_blind)

    def all(self) -> list[Feed]:
        return list(self._feeds.values())

    def get(self, name: str) -> Feed | None:
        return self._feeds.get(name)

    def names(self) -> list[str]:
        return list(self._feeds)

    def source_of(self, stream: str) -> Source | None:
        return self.table.get(_kind(stream))

    def by_prefix(self, names: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in names:
            found[_kind(name)].append(name)
        return found

    # --- Following

    async def join(
        self, socket: Socket, stream: str, epoch: str | None, after: int | None
    ) -> None:
        """Registers first and reads second, so that nothing falls between.

        Being let in is read after registering too: who is shut out from then on is cut
        by the guard, and who was before is not let in.
        """
        if self.source_of(stream) is None:
            _refuse(socket, stream)
            return
        feed = await self._begin(stream)
        feed.begin_join(socket, after or 0)
        socket.streams.add(stream)
        with socket.reading(stream):
            await self._join_at(socket, feed, epoch, after)

    async def _begin(self, stream: str) -> Feed:
        if stream not in self._feeds:
            now, rows, floor = await self._begun[_kind(stream)].ask(stream)
            if stream not in self._feeds:
                feed = Feed(stream, now.epoch, now.position)
                feed.recall(rows, floor)
                self._feeds[stream] = feed
                # What has moved since it was read was told to nobody here.
                self._mark_behind(stream)
        return self._feeds[stream]

    async def _join_at(
        self,
        socket: Socket,
        feed: Feed,
        epoch: str | None,
        after: int | None,
    ) -> None:
        try:
            asking = (socket.visitor, feed.name)
            is_let_in = await self._let_in[_kind(feed.name)].ask(asking)
            page = await self._page_after(feed, after)
        except Exception:
            self.leave(socket, feed.name)
            raise
        if feed.cursor_of(socket) is None:
            return
        if not is_let_in:
            self.leave(socket, feed.name)
            _refuse(socket, feed.name)
        elif (epoch and epoch != feed.epoch) or (after or 0) > page.position:
            # Another epoch, or ahead of the database: it was restored.
            self.leave(socket, feed.name)
            socket.send("reset", stream=feed.label)
        else:
            self._answer(socket, feed, page)

    async def _page_after(self, feed: Feed, after: int | None) -> Page:
        """From memory where it can."""
        if after is not None and after <= feed.tip and feed.remembers(after):
            return Page(feed.tip, feed.rows_after(after))
        if after is None:
            return await self._first[_kind(feed.name)].ask(feed.name)
        return await self._read_after(feed.name, after)

    async def _read_after(self, stream: str, cursor: int) -> Page:
        return await self._after[_kind(stream)].ask((stream, cursor))

    def _answer(self, socket: Socket, feed: Feed, page: Page) -> None:
        socket.write_payload(
            frames.joined(
                feed.label, feed.epoch, page.position, page.rows, page.has_more
            )
        )
        if page.has_more:
            self.leave(socket, feed.name)
        else:
            self._catching_up.stand_at(feed, socket, page.position)

    def leave(self, socket: Socket, stream: str) -> None:
        socket.streams.discard(stream)
        feed = self._feeds.get(stream)
        if feed is not None:
            feed.drop(socket)
            if feed.is_idle:
                self._feeds.pop(stream, None)

    def follows(self, socket: Socket, stream: str) -> bool:
        feed = self._feeds.get(stream)
        return feed is not None and feed.cursor_of(socket) is not None

    def reset(self, feed: Feed) -> None:
        for socket in feed.followers():
            socket.send("reset", stream=feed.label)
            self.leave(socket, feed.name)

    def tips_for(self, socket: Socket, names: Iterable[str]) -> dict[str, int]:
        """Where this socket's own line stands: what it has been handed so far."""
        stands = {name: self._feeds[name] for name in names if name in self._feeds}
        found = {name: feed.cursor_of(socket) for name, feed in stands.items()}
        return {name: tip for name, tip in found.items() if tip is not None}

    # --- Catching up

    async def serve_lagging(self) -> None:
        for feed in self.all():
            if feed.lagging:
                self._catching_up.serve(feed)


def _refuse(socket: Socket, stream: str) -> None:
    socket.refuse(NOT_HERE.code, NOT_HERE.reason, label(stream))


def _kind(stream: str) -> str:
    return stream.partition(":")[0]
