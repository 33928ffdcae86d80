"""What many ask at the same time is read a few times, not once for each."""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

import pytest

from realtime import together
from realtime.together import Together


class Library:
    """Answers with the number of the read; each read waits until it is let go on."""

    def __init__(self) -> None:
        self.reads: list[list[int]] = []
        self.begun = asyncio.Event()
        self.may_go_on = asyncio.Event()

    async def read(self, _: object, asked: Sequence[int]) -> dict[int, int]:
        self.reads.append(list(asked))
        self.begun.set()
        number = len(self.reads)
        await self.may_go_on.wait()
        if 13 in asked:
            raise BrokenPipeError
        return dict.fromkeys(asked, number)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    found = Library()
    monkeypatch.setattr(together, "read", found.read)
    return found


def ask(asked: Sequence[int]) -> list["asyncio.Task[Any]"]:
    questions: Together[int, int] = Together(lambda asked: {})
    return [asyncio.ensure_future(questions.ask(one)) for one in asked]


async def test_what_gathers_during_a_read_shares_the_next(library: Library) -> None:
    answers = ask(range(100, 300))
    await asyncio.sleep(0)
    library.may_go_on.set()

    await asyncio.gather(*answers)
    assert len(library.reads) <= 5
    assert sorted(itertools.chain(*library.reads)) == list(range(100, 300))


async def test_one_who_leaves_takes_no_answer_from_the_others(library: Library) -> None:
    first, second = ask([7, 7])
    await library.begun.wait()
    first.cancel()
    library.may_go_on.set()

    assert await second == 1
    assert library.reads == [[7]]


async def test_what_is_asked_during_a_read_is_not_answered_by_it(
    library: Library,
) -> None:
    questions: Together[int, int] = Together(lambda asked: {})
    first = asyncio.ensure_future(questions.ask(7))
    await library.begun.wait()
    second = asyncio.ensure_future(questions.ask(7))
    await asyncio.sleep(0)
    library.may_go_on.set()

    assert [await first, await second] == [1, 2]


async def test_a_read_that_fails_fails_who_asked_in_it(library: Library) -> None:
    library.may_go_on.set()
    unlucky, lucky = ask([13]), ask([14])

    with pytest.raises(BrokenPipeError):
        await unlucky[0]
    assert await lucky[0] == 2
