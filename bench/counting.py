"""Serves as `python -m chatserver` does, and counts its queries: VAR_DIR/queries-<pid>."""

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
    kind = kind_of(sql)
    with LOCK:
        counted["all"] += 1
        if kind == "tips":
            counted["tips"] += len(params or ())
        elif kind:
            counted[kind] += 1
    return execute(sql, params, many, context)


def kind_of(sql: str) -> str:
    """Tips are asked for by name without a lock; rows by their position, in order."""
    if sql.startswith('SELECT "realtime_stream"'):
        return "" if "FOR UPDATE" in sql else "tips"
    is_rows = '"rooms_message"."position" >' in sql
    return "reads" if is_rows and sql.startswith("SELECT") else ""


def watch(connection: Any, **_: Any) -> None:
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
