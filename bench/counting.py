"""Serves as `python -m chatserver` does, and counts its queries into VAR_DIR/queries."""

import itertools
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chatserver.__main__ import main

EVERY = 0.02
_asked = itertools.count(1)
_latest = 0


def count(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    global _latest
    _latest = next(_asked)
    return execute(sql, params, many, context)


def watch(connection: Any, **_: Any) -> None:
    if count not in connection.execute_wrappers:
        connection.execute_wrappers.append(count)


def tell(path: Path) -> None:
    """Renamed into place, so that nobody reads half a number."""
    while True:
        part = path.with_suffix(".part")
        part.write_text(str(_latest))
        part.rename(path)
        time.sleep(EVERY)


if __name__ == "__main__":
    # The reactor must be Daphne's before anything of Django may ask for one.
    from daphne import server as _  # noqa: F401
    from django.db.backends.signals import connection_created

    connection_created.connect(watch)
    told = Path(os.environ["VAR_DIR"]) / "queries"
    threading.Thread(target=tell, args=[told], daemon=True).start()
    main()
