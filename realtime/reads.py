"""Reads the database for the event loop, on a few threads of their own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connection

from realtime import connecting

P = ParamSpec("P")
T = TypeVar("T")

_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="reads")


async def read(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Asks the database a question without holding up the loop."""

    def ask() -> T:
        try:
            return question(*args, **kwargs)
        except BaseException:
            connecting.forget_broken()
            connection.close()
            raise
        finally:
            # A pool of PostgreSQL connections is shared with the views; SQLite's is not.
            if connection.vendor != "sqlite":
                connection.close()

    return await asyncio.get_running_loop().run_in_executor(_pool, ask)
