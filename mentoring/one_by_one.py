"""Doing a clock's work row by row, so that one bad row does not stop the rest."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import InterfaceError, OperationalError

from realtime.writer import TooBusy

logger = logging.getLogger(__name__)
# The database or its queue fails every row alike: the job comes again by itself.
FAILS_ALL = (TooBusy, TimeoutError, OperationalError, InterfaceError)


def each(rows: Iterable[Any], act: Callable[[Any], object]) -> None:
    for row in rows:
        try:
            act(row)
        except FAILS_ALL:
            raise
        except Exception as problem:
            name = type(problem).__name__
            logger.error("clock: %s of one row: %s", act.__name__, name)
