"""What all rows share: the stores, Alongside's two databases, the generator, the results."""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from bench import cache
from bench.figures import Figure
from bench.loading import Load, Look, Measured, nothing
from bench.peers import ejabberd, starting
from bench.servers import Alongside, Crowd, Serving
from bench.stores import Stores

Start = Callable[[], AbstractContextManager[Serving]]


class House:
    def __init__(self, folder: Path, stores: Stores, *, is_quick: bool) -> None:
        self.folder = folder
        self.stores = stores
        self.is_quick = is_quick
        self.load = Load(folder)
        self.figures: list[Figure] = []
        self.runs: list[dict[str, Any]] = []
        self.words: list[str] = []

    @functools.cached_property
    def on_postgres(self) -> Alongside:
        self.say("Alongside on PostgreSQL and Redis is being made")
        return Alongside(self.folder / "postgres", self.stores)

    @functools.cached_property
    def on_sqlite(self) -> Alongside:
        self.say("Alongside on SQLite is being made")
        return Alongside(self.folder / "sqlite", None)

    @property
    def rounds(self) -> int:
        return 1 if self.is_quick else 3

    @property
    def seconds(self) -> float:
        return 1.5 if self.is_quick else 2.5

    def say(self, words: str) -> None:
        print(f"  {words}", flush=True)

    def tell(self, words: str) -> None:
        """Something that the page must say too."""
        self.say(words)
        self.words.append(words)

    def keep(self, figure: Figure) -> None:
        self.figures.append(figure)
        self.say(figure.line())

    def measure(
        self,
        row: str,
        name: str,
        serving: Serving,
        crowd: Crowd,
        **plan: float,
    ) -> Measured:
        return self.watch(nothing, row, name, serving, crowd, **plan)

    def watch(
        self,
        look: Look,
        row: str,
        name: str,
        serving: Serving,
        crowd: Crowd,
        **plan: float,
    ) -> Measured:
        """As measure(), looking at something else besides: how far it moved."""
        plan = {"seconds": self.seconds} | plan
        found = self.load.run(serving, crowd, look, **plan)
        kept = {"row": row, "server": name, "plan": plan} | found.kept()
        self.runs.append(kept)
        self.say(f"{name}: {found.line()}")
        return found

    def bare_peers(self) -> dict[str, Start]:
        return {"C server": starting.limit} | self._of_node(None)

    def saving_peers(self) -> dict[str, Start]:
        return self._of_node(self.stores)

    def _of_node(self, stores: Stores | None) -> dict[str, Start]:
        if not self._has(cache.node_folder):
            return {}
        saves = " that saves" if stores else ""
        start = functools.partial
        return {
            f"ws{saves}": start(starting.node, "ws.js", "plain", stores),
            f"socket.io{saves}": start(
                starting.node, "socketio.js", "socketio", stores
            ),
        }

    def _has(self, fetch: Callable[[], Path]) -> bool:
        """Says once what is not here."""
        try:
            fetch()
        except cache.Missing as missing:
            if str(missing) not in self.words:
                self.tell(str(missing))
            return False
        return True

    def slow_peers(self) -> dict[str, Start]:
        has_ejabberd = self._has(ejabberd.fetched)
        archive: dict[str, Start] = {"ejabberd with archive": ejabberd.ejabberd}
        return (archive if has_ejabberd else {}) | self._tutorials()

    def _tutorials(self) -> dict[str, Start]:
        start = functools.partial
        return {
            "tutorial": start(starting.tutorial, self.stores, saves=False),
            "tutorial that saves": start(starting.tutorial, self.stores, saves=True),
        }
