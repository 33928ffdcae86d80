"""After a cut everybody comes back at once: the database is asked for all together."""

import uuid
from typing import Any

import pytest

from chatserver.management.commands.bench_people import make_members, open_sessions
from chatserver.visitors import visitors_of
from chatserver.wiring import TABLE
from people.models import Person
from realtime import pages, tips, together
from realtime.feeds import Feeds
from realtime.models import Stream
from realtime.sources import Visitor
from rooms import actions, posting
from tests.realtime.test_joining import Asking

MANY = 100


@pytest.fixture
def members(db: None) -> Any:
    return make_members(MANY, "Evening")


def test_many_handshakes_are_looked_up_by_two_questions(
    members: Any, django_assert_num_queries: Any
) -> None:
    keys = [c.partition("=")[2] for c in open_sessions(p for p, _ in members)]

    with django_assert_num_queries(2):
        found = visitors_of([*keys, "nobodyknowsthissession", "no key"])

    assert [v and v.person for v in found.values()] == [
        *(person.pk for person, _ in members),
        *(None, None),
    ]


def test_many_are_let_in_by_two_questions(
    members: Any, zed: Any, django_assert_num_queries: Any
) -> None:
    people = [*(person for person, _ in members), zed]
    stream = members[0][1].stream
    asking = [(Visitor(p.pk, p.alias, "", True, False), stream) for p in people]

    with django_assert_num_queries(2):
        may = TABLE["room"].admit(asking)

    assert may == [True] * MANY + [False]


def test_where_many_inboxes_stand_is_read_by_two_questions(
    members: Any, django_assert_num_queries: Any
) -> None:
    names = [f"me:{person.pk}" for person, _ in members]

    with django_assert_num_queries(2):
        assert len(pages.begun(TABLE["me"], names)) == MANY


async def test_who_missed_a_little_is_read_up_from_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = Stream(name="room:1", epoch="abcd", position=5)
    rows = [pages.Row(9, 4, {"id": 9}), pages.Row(8, 5, {"id": 8})]

    async def read(question: Any, asked: list[Any]) -> Any:
        if question.func is pages.begun:
            return {"room:1": (now, rows, 0)}
        assert question.func is pages.let_in
        return dict.fromkeys(asked, True)

    monkeypatch.setattr(together, "read", read)
    table: Any = {"room": TABLE["room"]}
    feeds = Feeds(table, lambda name: None, lambda: False)
    ana: Any = Asking(1)

    await feeds.join(ana, "room:1", "abcd", 4)

    assert [row["id"] for row in ana.heard[0]["rows"]] == [8]


def test_the_tail_of_a_long_room_is_read_by_its_place(members: Any) -> None:
    (person, room), *_ = members
    said = [_post(room.pk, person.pk, f"Line {n}") for n in range(pages.TAIL + 20)]
    actions.post_messages(said)

    [(now, rows, floor)] = pages.begun(TABLE["room"], [room.stream]).values()

    assert now.position == tips.of([room.stream])[room.stream].position
    assert (len(rows), floor) == (pages.TAIL, now.position - pages.TAIL)


def _post(room: int, author: int, body: str) -> posting.Post:
    fields = {"cid": str(uuid.uuid4()), "body": body}
    return posting.clean_post(room, author, fields)


def test_a_socket_is_spoken_to_in_its_persons_language(ana: Any, ben: Any) -> None:
    Person.objects.filter(pk=ana.pk).update(language="cy")
    keys = [cookie.partition("=")[2] for cookie in open_sessions([ana, ben])]

    found = visitors_of(keys)

    assert [one and one.language for one in found.values()] == ["cy", "en-gb"]
