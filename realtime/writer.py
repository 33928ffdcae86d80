"""The process's one writing thread: all that came while one commit ran share the next."""

import functools
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, ParamSpec, TypeVar

from django.db import Error, connection, transaction
from django.db.backends.signals import connection_created
from django.utils.translation import get_language, override

from realtime import connecting, endings, streams

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# A change waits this long at most for its turn and its commit.
PATIENCE = 10.0
MOST_IN_A_COMMIT = 500
MOST_WAITING = 5_000
STUCK_AFTER = 5.0


class TooBusy(Exception):
    """More changes wait than this process can soon write."""


# What a change ends with when its database or its turn fails it.
NOT_WRITTEN = (TooBusy, TimeoutError, Error)


class Job:
    """One change waiting for its commit; batches of the same kind share one."""

    __slots__ = ("answer", "batch", "item", "run")

    def __init__(
        self,
        run: Callable[[], Any] | None = None,
        batch: Callable[[list[Any]], list[Any]] | None = None,
        item: Any = None,
    ) -> None:
        self.run = run
        self.batch = batch
        self.item = item
        self.answer: Future[Any] = Future()


class Writer:
    """Owns the only connection that writes in a server process."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._stopping = False
        # When the commit under way began; None between commits.
        self._began_at: float | None = None

    def start(self) -> None:
        connection_created.connect(self._guard, weak=False, dispatch_uid="one-writer")
        self._thread.start()

    def stop(self) -> None:
        """Finishes what waits, then ends the thread."""
        self._stopping = True
        self._jobs.put(None)
        self._thread.join(PATIENCE)
        connection_created.disconnect(dispatch_uid="one-writer")

    def is_here(self) -> bool:
        return threading.current_thread() is self._thread

    def is_well(self) -> bool:
        return self._thread.is_alive() and not self._stopping and not self._is_stuck()

    def _is_stuck(self) -> bool:
        began = self._began_at
        return began is not None and time.monotonic() - began > STUCK_AFTER

    def submit(self, run: Callable[[], T]) -> "Future[T]":
        return self._put(Job(run=run))

    def submit_to(
        self, batch: Callable[[list[Any]], list[T]], item: Any
    ) -> "Future[T]":
        """Has batch(items) called with all that wait for the same batch; in order."""
        return self._put(Job(batch=batch, item=item))

    def _put(self, job: Job) -> "Future[Any]":
        if self._stopping or self._jobs.qsize() >= MOST_WAITING:
            raise TooBusy
        self._jobs.put(job)
        return job.answer

    def _guard(self, connection: Any, **_: Any) -> None:
        """Makes every other thread's SQLite connection unable to write, and small."""
        if connection.vendor == "sqlite" and not self.is_here():
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only=ON")
                cursor.execute("PRAGMA wal_autocheckpoint=0")
                cursor.execute("PRAGMA cache_size=-512")  # the system keeps pages too

    def _work(self) -> None:
        connecting.leave_the_pool()
        waiting: list[Job] = []
        while True:
            if not waiting:
                job = self._jobs.get()
                if job is None:
                    break
                waiting.append(job)
            stop = self._take_waiting(waiting)
            taken = _next_batch(waiting)
            del waiting[: len(taken)]
            self._began_at = time.monotonic()
            _begin(taken)
            self._began_at = None
            if stop:
                for job in waiting:
                    _begin([job])
                break
        connection.close()

    def _take_waiting(self, waiting: list[Job]) -> bool:
        while len(waiting) < MOST_IN_A_COMMIT:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return False
            if job is None:
                return True
            waiting.append(job)
        return False


def _next_batch(waiting: list[Job]) -> list[Job]:
    """The first job, with all that directly follow it and share its batch."""
    first = waiting[0]
    if first.batch is None:
        return [first]
    size = 1
    while size < len(waiting) and waiting[size].batch is first.batch:
        size += 1
    return waiting[:size]


def _begin(jobs: list[Job]) -> None:
    """Leaves out what nobody waits for any more: they were told that it failed."""
    if wanted := [job for job in jobs if job.answer.set_running_or_notify_cancel()]:
        _write(wanted)


def _write(jobs: list[Job]) -> None:
    try:
        with streams.gathered():
            answers = _run(jobs)
    except Exception as problem:
        if connecting.can_ask() and len(jobs) > 1:
            # One poisoned change must not fail the others: each is tried alone.
            for job in jobs:
                _write([job])
            return
        for job in jobs:  # without a database a try for each would take minutes
            job.answer.set_exception(problem)
        return
    for job, answer in zip(jobs, answers, strict=True):
        job.answer.set_result(answer)


def _run(jobs: list[Job]) -> list[Any]:
    """A batch opens its transaction itself, after the thinking that needs no lock."""
    batch = jobs[0].batch
    if batch is not None:
        return batch([job.item for job in jobs])
    assert jobs[0].run is not None
    with transaction.atomic():
        return [endings.whole(jobs[0].run)]


# --- The process's writer, and the actions that go through it

_current: Writer | None = None


def begin() -> Writer:
    global _current
    _current = Writer()
    _current.start()
    return _current


def end() -> None:
    global _current
    if _current is not None:
        _current.stop()
        _current = None


def is_running() -> bool:
    return _current is not None


def is_well() -> bool:
    """Whether the writer's thread is alive and keeps up with what waits."""
    return _current is not None and _current.is_well()


def submit(run: Callable[[], T]) -> "Future[T]":
    return current().submit(run)


def current() -> Writer:
    if _current is None:
        raise RuntimeError("This process has no writer: it is not a server.")
    return _current


def outcome(waiting: "Future[T]") -> T:
    """Waits for a change; one that did not begin in time never will: TooBusy."""
    try:
        return waiting.result(PATIENCE)
    except TimeoutError:
        if waiting.cancel():
            raise TooBusy from None
        raise


def change(action: Callable[P, T]) -> Callable[P, T]:
    """Runs an action in one transaction, on the writer where this process has one.
    Returns after the commit. Inside another change it joins that transaction. What it
    refuses is said in the language of whoever asked.
    """

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _current is None or _current.is_here():
            with transaction.atomic():
                return endings.whole(lambda: action(*args, **kwargs))
        spoken = override(get_language())(action)
        return outcome(submit(lambda: spoken(*args, **kwargs)))

    return run
