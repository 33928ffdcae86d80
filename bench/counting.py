"""Serves as `python -m chatserver` does, and counts its queries: VAR_DIR/queries-<pid>."""

import functools
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chatserver.__main__ import main

EVERY = 0.02
LOCK = threading.Lock()
counted = {"all": 0, "reads": 0, "tips": 0}


def count(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    add("all", 1)
    return execute(sql, params, many, context)


def add(kind: str, number: int) -> None:
    with LOCK:
        counted[kind] += number


@functools.cache
def watch_reads() -> None:
    """Once the apps are there: where the hub asks for tips, and for rows of rooms."""
    from chatserver.wiring import TABLE
    from realtime import tips

    of, source = tips.of, TABLE["room"]
    changes = source.changes

    def tips_of(names: Any) -> Any:
        add("tips", len(names))
        return of(names)

    def changes_of(cursors: Any, limit: int) -> Any:
        add("reads", 1)
        return changes(cursors, limit)

    tips.of = tips_of
    object.__setattr__(source, "changes", changes_of)


def watch(connection: Any, **_: Any) -> None:
    watch_reads()
    if count not in connection.execute_wrappers:
        connection.execute_wrappers.append(count)


def tell(path: Path) -> None:
    """Renamed into place, so that nobody reads half of it."""
    while True:
        part = path.with_name(f"part-{path.name}")
        part.write_text(json.dumps(counted))
        part.rename(path)
        time.sleep(EVERY)


if __name__ == "__main__":
    # The reactor must be Daphne's before anything of Django may ask for one.
    from daphne import server as _  # noqa: F401
    from django.db.backends.signals import connection_created

    connection_created.connect(watch)
    told = Path(os.environ["VAR_DIR"]) / f"queries-{os.getpid()}"
    threading.Thread(target=tell, args=[told], daemon=True).start()
    main()
