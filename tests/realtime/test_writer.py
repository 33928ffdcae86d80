"""Changes that wait together share a commit, and fail alone."""

import threading
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from people.models import Person
from realtime import connecting
from realtime.writer import TooBusy, Writer, outcome
from rooms import actions, posting
from rooms.models import Message, Room
from rooms.posting import Post, Stored

POISON = "poison"
pytestmark = pytest.mark.django_db(transaction=True)


def wish(room: Room, author: Person, body: str) -> Post:
    return posting.clean_post(
        room.pk, author.pk, {"cid": str(uuid.uuid4()), "body": body}
    )


@transaction.atomic
def store(wishes: Sequence[Post]) -> list[Any]:
    answers = actions.post_messages(wishes)
    if any(post.body == POISON for post in wishes):
        raise ValueError("this post can't be stored")
    return answers


def written(*jobs: tuple[Any, Any]) -> list[Any]:
    """Has the jobs written together: they wait before the writer begins."""
    writer = Writer()
    waiting = [writer.submit_to(batch, item) for batch, item in jobs]
    writer.start()
    writer.stop()
    connection.close()
    return waiting


def test_one_poisoned_post_fails_alone(room: Room, ana: Person, ben: Person) -> None:
    bodies = ["one", POISON, "two", "three"]

    answers = written(*((store, wish(room, ana, body)) for body in bodies))

    with pytest.raises(ValueError, match="can't be stored"):
        answers[1].result()
    assert [answers[n].result().seq for n in (0, 2, 3)] == [1, 2, 3]
    assert set(Message.objects.values_list("body", flat=True)) == {*bodies} - {POISON}


def test_without_a_database_all_that_wait_are_told_after_one_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries = []

    def away(numbers: Sequence[int]) -> list[Any]:
        tries.append(len(numbers))
        raise OperationalError

    monkeypatch.setattr(connecting, "can_ask", lambda: False)

    answers = written(*((away, number) for number in range(20)))

    assert tries == [20]
    assert {type(answer.exception()) for answer in answers} == {OperationalError}


def test_a_connection_that_broke_is_made_anew(room: Room, ana: Person) -> None:
    def breaks() -> None:
        connection.close()
        raise OperationalError

    writer = Writer()
    lost = writer.submit(breaks)
    after = writer.submit_to(actions.post_messages, wish(room, ana, "hello"))
    writer.start()
    writer.stop()
    connection.close()

    assert isinstance(lost.exception(), OperationalError)
    assert isinstance(after.result(), Stored)


def test_posts_that_wait_together_are_stored_together(room: Room, ana: Person) -> None:
    sizes = []

    def counted(wishes: Sequence[Post]) -> list[Any]:
        sizes.append(len(wishes))
        return list(actions.post_messages(wishes))

    answers = written(*((counted, wish(room, ana, str(n))) for n in range(20)))

    assert sizes == [20]
    assert [answer.result().seq for answer in answers] == list(range(1, 21))


held_a_lock: list[bool] = []


def screen(bodies: Sequence[str]) -> list[None]:
    held_a_lock.append(connection.in_atomic_block)
    return [None for _ in bodies]


def test_posts_are_screened_before_their_transaction(
    room: Room, ana: Person, settings: Any
) -> None:
    settings.SCREENER = f"{__name__}.screen"
    held_a_lock.clear()

    [answer] = written((actions.post_messages, wish(room, ana, "hello")))

    assert isinstance(answer.result(), Stored)
    assert held_a_lock == [False]


def test_the_same_cid_twice_in_one_commit_is_one_message(
    room: Room, ana: Person
) -> None:
    post = wish(room, ana, "once")

    first, second = written((store, post), (store, post))

    assert isinstance(first.result(), Stored)
    assert first.result() == second.result()
    assert Message.objects.count() == 1


def test_a_stopped_writer_takes_nothing_more() -> None:
    writer = Writer()
    writer.start()
    writer.stop()

    with pytest.raises(TooBusy):
        writer.submit(lambda: None)


def test_a_change_that_nobody_waits_for_any_more_is_never_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("realtime.writer.PATIENCE", 0.01)
    made: list[str] = []
    writer, held = Writer(), threading.Event()
    writer.submit(held.wait)
    late = writer.submit(lambda: made.append("late"))
    writer.start()

    with pytest.raises(TooBusy):
        outcome(late)
    held.set()
    writer.stop()

    assert made == []


def test_a_change_that_has_begun_may_have_been_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("realtime.writer.PATIENCE", 0.01)
    writer, held, began = Writer(), threading.Event(), threading.Event()
    change = writer.submit(lambda: began.set() or held.wait())
    writer.start()
    began.wait()

    with pytest.raises(TimeoutError):
        outcome(change)
    held.set()
    writer.stop()
