"""Questions that many ask at the same time, answered by one read for all who wait."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from realtime.reads import read

Q = TypeVar("Q", bound=Hashable)
A = TypeVar("A")

# Alone, a question is asked at once; one that gets stuck must not hold up the others.
MOST_UNDER_WAY = 3
MOST_IN_ONE = 100


class Together(Generic[Q, A]):
    """Asks for all that gathered while the earlier reads were under way.

    An answer is always read after its question was put.
    """

    def __init__(self, answers: Callable[[Sequence[Q]], dict[Q, A]]) -> None:
        self._answers = answers
        self._waiting: dict[Q, asyncio.Future[A]] = {}
        self._under_way: set[asyncio.Task[Any]] = set()

    async def ask(self, question: Q) -> A:
        future = self._waiting.get(question)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            self._waiting[question] = future
        self._begin()
        # Whoever leaves meanwhile must not take the answer from the others.
        return await asyncio.shield(future)

    def _begin(self) -> None:
        if self._waiting and len(self._under_way) < MOST_UNDER_WAY:
            task = asyncio.ensure_future(self._read())
            self._under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._under_way.discard(task)
        self._begin()

    async def _read(self) -> None:
        asked = {q: self._waiting.pop(q) for q in list(self._waiting)[:MOST_IN_ONE]}
        if not asked:
            return  # another read, begun in the same moment, has taken them
        try:
            answers = await read(self._answers, list(asked))
        except Exception as problem:
            for future in asked.values():
                future.set_exception(problem)
            return
        for question, future in asked.items():
            future.set_result(answers[question])
