"""Reading a message has an end, also under rules that would make it slow."""

import math
from time import perf_counter, thread_time


class TookTooLong(Exception):
    """This message was not read to its end, so that a person must look."""


class Deadline:
    """So many seconds of this thread's own work: a process that was frozen meanwhile,
    or a machine that is busy with others, is not the message's fault."""

    __slots__ = ("_seen_by", "_used_by")

    def __init__(self, seconds: float = math.inf) -> None:
        self._seen_by = perf_counter() + seconds
        self._used_by = thread_time() + seconds

    def check(self) -> None:
        # What a thread has used is dear to ask for; no thread works faster than time.
        if perf_counter() > self._seen_by and thread_time() > self._used_by:
            raise TookTooLong
