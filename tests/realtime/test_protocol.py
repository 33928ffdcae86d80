"""docs/protocol.md says what the code says, word for word."""

import re
import uuid
from typing import Any

from django.conf import settings

from moderation import flags, streams, targets
from moderation.models import Flag
from people import actions as people
from people import inbox
from people.models import Person
from realtime import codes, frames
from realtime.streams import Row
from rooms import actions as rooms
from rooms import circles
from rooms.models import Message, Reaction
from rooms.streams import message_row, reactions_on
from tests.realtime import documented

SPEAKERS = "realtime/[!l]*.py", "rooms/source.py", "chatserver/asgi.py"  # not layer.py
REFUSERS = "realtime/*.py", "rooms/posting.py", "rooms/source.py"


def test_every_type_that_a_client_may_send_is_documented() -> None:
    code = documented.source("realtime/socket.py", "rooms/source.py")
    known = re.findall(r'(?:type == |case )"(\w+)"', code)

    assert set(known) == documented.names("What a client sends")


def test_every_type_that_the_server_sends_is_documented() -> None:
    code = documented.source(*SPEAKERS)
    sent = re.findall(r'(?:\bframe\(|\.send\(|"type": ?|"type":)\s*"(\w+)"', code)

    assert set(sent) == documented.names("What the server sends")


def test_every_refusal_is_documented() -> None:
    code = documented.source(*REFUSERS)
    called = re.findall(r'(?:Refus(?:al|ed)|refuse)\(\s*"([a-z_]+)"', code)
    kept = re.findall(r'= \("([a-z_]+)", (?:_\()?"[A-Z]', code)

    assert {*called, *kept} == documented.names("Refusals")


def test_every_close_code_is_documented() -> None:
    used = {str(v) for name, v in vars(codes).items() if name.isupper()}

    assert used == documented.names("Close codes")


def test_every_limit_is_documented_with_its_default() -> None:
    for name, default, _ in documented.table("Limits"):
        assert getattr(settings, name) == int(default), name


def test_every_field_of_a_row_of_a_room_is_documented(
    room: Any, ana: Person, say: Any
) -> None:
    first = say(room, ana, "Kettle is on.")
    wish = {"body": "Tea?", "cid": uuid.uuid4(), "warning": "tea", "reply_to": first.pk}
    stored: Any = rooms.post(room.pk, by=ana, **wish)
    message = Message.objects.select_related("author").get(pk=stored.id)
    rooms.edit_message(message, "@ben, I want to die.", by=ana)
    message.refresh_from_db()
    rooms.react(message, Reaction.Kind.HEAR, True, by=ana)
    message.released_at = message.edited_at

    plain = set(message_row(first))
    full = set(message_row(message, reactions_on([message.pk])[message.pk]))

    fields = documented.names("Rows of a room")
    assert {name for name in fields if not name.endswith("?")} == plain
    assert {name.strip("`?") for name in fields} == full


def test_every_field_of_a_circles_row_is_documented(room: Any, mia: Person) -> None:
    rooms.join_room(room, by=mia)
    rooms.open_circle(room, by=mia, minutes=3, most=5)

    [row] = circles.now_in(room.pk)
    text = documented.TEXT.split("a second kind of row")[1].split("### ")[0]
    assert set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == set(row.data)


def test_every_field_of_a_row_of_the_board_is_documented(
    room: Any, ana: Person, say: Any
) -> None:
    message = say(room, ana, "I want to die.")
    flag = flags.for_rows().get(message=message)

    assert set(streams.flag_row(flag, targets.hours_for([flag]))) == documented.names(
        "Rows of the board"
    )


def test_every_level_and_state_of_a_flag_is_documented() -> None:
    told = {row[0]: row[1] for row in documented.table("Rows of the board")}

    for field, known in {"level": Flag.Level, "state": Flag.State}.items():
        values = re.findall(r"`(\w+)`", f"`{told[field]}`")
        assert set(values) == set(known.values), field


def test_every_kind_of_reaction_is_documented() -> None:
    kinds = re.findall(r"`(\w+)` \([A-Z]", documented.section("react"))

    assert kinds == Reaction.Kind.values


def test_every_field_of_a_row_of_an_inbox_is_documented(ana: Person) -> None:
    notice = people.notify(ana, kind="help", words="Help is open now.")
    notice.is_quiet = True

    fields = {"position", *inbox.row(notice).data}
    told = {name.strip("`?") for name in documented.names("Rows of an inbox")}
    assert fields == told


def test_a_row_is_sent_with_its_position() -> None:
    assert frames.encode(Row(1, 7, {"id": 1})) == b'{"position":7,"id":1}'
