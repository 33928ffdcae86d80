"""Doing a clock's work row by row, so that one bad row does not stop the rest."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import InterfaceError, OperationalError

from realtime.writer import TooBusy

logger = logging.getLogger(__name__)
# The database or its queue fails every row alike: the job comes again by itself.
FAILS_ALL = (TooBusy, TimeoutError, OperationalError, InterfaceError)


class SomeFailed(Exception):
    """Some rows could not be done; all the others were."""


def each(rows: Iterable[Any], act: Callable[[Any], object]) -> None:
    """Does all that it can, and raises SomeFailed at the very end."""
    failed = 0
    for row in rows:
        try:
            act(row)
        except FAILS_ALL:
            raise
        except Exception as problem:
            failed += 1
            name = type(problem).__name__
            logger.error("clock: %s of one row: %s", act.__name__, name)
    if failed:
        raise SomeFailed
