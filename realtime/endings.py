"""The last thing of a change: what must be locked after everything else it locks."""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Ending = Callable[[], object]
# By thread: what the change under way still has to do before its commit.
_waiting = threading.local()


def at_end(do: Ending) -> None:
    """Has something done as the change ends, in its transaction; now if none is."""
    endings: list[Ending] | None = getattr(_waiting, "endings", None)
    if endings is None:
        do()
    else:
        endings.append(do)


def whole(run: Callable[[], T]) -> T:
    """Runs a change and then its endings; a change inside another leaves them to it.

    Whatever a failed inner change wanted done goes with it.
    """
    endings: list[Ending] | None = getattr(_waiting, "endings", None)
    if endings is not None:
        return _inner(run, endings)
    endings = _waiting.endings = []
    try:
        answer = run()
        # An ending may bring others.
        for do in endings:
            do()
    finally:
        _waiting.endings = None
    return answer


def _inner(run: Callable[[], T], endings: list[Ending]) -> T:
    before = len(endings)
    try:
        return run()
    except BaseException:
        del endings[before:]
        raise
