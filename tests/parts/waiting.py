"""Who waits for whom in PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction


def is_waited_for() -> bool:
    """Whether some connection waits for a lock that another has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def overlapping(
    at_once: Callable[..., list[Any]],
    first: Callable[[], Any],
    second: Callable[[], Any],
    then: Callable[[], Any] = lambda: None,
) -> list[Any]:
    """The second begins when the first is done but has not committed; it may wait for it.

    What follows then is part of the first's transaction.
    """
    is_done, has_tried = threading.Event(), threading.Event()

    def linger() -> Any:
        with transaction.atomic():
            try:
                answer = first()
            finally:
                is_done.set()
            while not has_tried.is_set() and not is_waited_for():
                """The second is through, or waits for this commit."""
            then()
        return answer

    def come() -> Any:
        is_done.wait()
        try:
            return second()
        finally:
            has_tried.set()

    return at_once(linger, come)
