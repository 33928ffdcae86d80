"""What followers of a room's stream see: messages in their present state."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from people.models import Person
from realtime.each import by_id, rows_of_each
from realtime.plain_sql import listed, one_of, rows_of
from realtime.streams import Row, number_in
from rooms import circles
from rooms.models import Message, Reaction, Room

Reactions = dict[str, list[list[Any]]]
# A first page goes as one frame, also to a slow phone.
MOST_TEXT = 96 * 1024
# What of a message and of its author stands in a row.
OF_MESSAGE = (
    *("id", "author_id", "seq", "position", "at", "body", "state", "warning"),
    *("is_heavy", "edited_at", "released_at", "reply_to_id", "mentions"),
)
OF_REACTION = ("id", "message_id", "kind", "person_id")
OF_AUTHOR = ("id", "alias", "role", "joined_at", "shows_first_week")
AFTER = "room_id = %s AND position > %s AND seq IS NOT NULL ORDER BY position"
# Mostly there is none, and then nothing more is asked. (A plan can't read the whole of
# a table for these: each looks for one row, by a key.)
ASKED_TOO = (
    (
        "has_circles",
        "(SELECT 1 FROM rooms_circle c WHERE c.room_id = %s AND c.position > %s LIMIT 1)",
    ),
    (
        "has_reactions",
        "(SELECT 1 FROM rooms_reaction r WHERE r.message_id = rooms_message.id LIMIT 1)",
    ),
)


def room_id(stream: str) -> int | None:
    """The room a stream's name points at; None if it is not a room's name."""
    return number_in(stream) if stream.startswith("room:") else None


def message_row(message: Message, reactions: Reactions | None = None) -> dict[str, Any]:
    """A message as every reader may see it; message.author must be loaded."""
    return values_of(message, message.author, reactions or {})


def values_of(message: Message, author: Person, reactions: Reactions) -> dict[str, Any]:
    row = {
        "kind": "message",
        "id": message.id,
        "seq": message.seq,
        "position": message.position,
        "author": author_of(author),
        "at": moment(message.at),
        "body": message.shown_body,
        "state": message.state,
    }
    if message.warning and message.state == Message.State.SHOWN:
        row["warning"] = message.warning
    if message.is_heavy and message.state == Message.State.SHOWN:
        row["heavy"] = True
    if message.edited_at:
        row["edited"] = True
    if message.released_at:
        row["waited"] = True
    if message.reply_to_id:
        row["reply_to"] = message.reply_to_id
    if message.mentions and message.state == Message.State.SHOWN:
        row["mentions"] = message.mentions
    if reactions:
        row["reactions"] = reactions
    return row


def author_of(person: Person) -> dict[str, Any]:
    author = {"id": person.id, "alias": person.alias, "role": person.role}
    if person.shows_first_week and person.is_new:
        author["new"] = True
    return author


@lru_cache(maxsize=64)  # all that one commit stores has one time
def moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def changes(cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
    """For each stream the rows after its cursor, in order, at most limit each."""
    rooms = {name: room_id(name) or 0 for name in cursors}
    found = _messages(rooms, cursors, limit)
    _give_authors([message for messages in found.values() for message in messages])
    rows = as_rows(found)
    turned = circles.changes(
        {rooms[name]: cursors[name] for name in _with_circles(found)}
    )
    return {
        name: _merged(rows[name], turned.get(room, []), limit)
        for name, room in rooms.items()
    }


def _messages(
    rooms: dict[str, int], cursors: dict[str, int], limit: int
) -> dict[str, list[Message]]:
    condition = f"{AFTER} LIMIT {limit}"
    each = [(room, cursors[name]) * 2 for name, room in rooms.items()]
    found = rows_of_each(Message, OF_MESSAGE, condition, each, ASKED_TOO)
    return dict(zip(rooms, found, strict=True))


def _with_circles(found: dict[str, list[Message]]) -> list[str]:
    """Where there may be one that changed: no message, no answer to that."""
    return [
        name
        for name, messages in found.items()
        if not messages or messages[0].has_circles  # type: ignore[attr-defined]
    ]


def _give_authors(messages: list[Message]) -> None:
    ids = {message.author_id for message in messages}
    authors = by_id(Person, OF_AUTHOR, ids) if ids else {}
    for message in messages:
        message.author = authors[message.author_id]


def _merged(rows: list[Row], turned: list[Row], limit: int) -> list[Row]:
    """In the order of positions, and no more than limit: what is cut off comes next."""
    both = [*rows, *turned] if turned else rows
    return sorted(both, key=lambda row: row.position)[:limit]


def placed(room: int) -> QuerySet[Message]:
    """What has a place in the conversation: all but what is held for a moderator."""
    return Message.objects.filter(room=room, seq__isnull=False)


def latest(stream: str, limit: int) -> list[Row]:
    """The last entries of a room, oldest first; fewer where they are very long."""
    page = page_before(room_id(stream) or 0, None, limit)
    while len(page) > 1 and sum(len(m.body.encode()) for m in page) > MOST_TEXT:
        page = page[len(page) // 4 + 1 :]
    return as_rows({stream: page})[stream] + circles.now_in(room_id(stream) or 0)


def page_before(room: int, before: int | None, limit: int) -> list[Message]:
    """At most limit messages before a place, oldest first."""
    messages = placed(room).select_related("author")
    if before is not None:
        messages = messages.filter(seq__lt=before)
    return list(messages.order_by("-seq")[:limit])[::-1]


def page_from(room: int, start: int, limit: int) -> list[Message]:
    """At most limit messages from a place on, oldest first."""
    messages = placed(room).filter(seq__gte=start).order_by("seq")
    return list(messages.select_related("author")[:limit])


def as_rows(found: dict[str, list[Message]]) -> dict[str, list[Row]]:
    hung = reactions_on(
        message.pk
        for messages in found.values()
        for message in messages
        if getattr(message, "has_reactions", True)
    )
    return {
        name: [Row(m.pk, m.position, message_row(m, hung.get(m.pk))) for m in messages]
        for name, messages in found.items()
    }


def reactions_on(ids: Iterable[int]) -> dict[int, Reactions]:
    """{message id: {kind: [[person id, alias], …]}}, in the order they were given."""
    hung: dict[int, Reactions] = defaultdict(dict)
    found = _reactions(list(ids))
    people = {reaction.person_id for reaction in found}
    alias_of = _aliases(people) if people else {}
    for one in found:
        given = hung[one.message_id].setdefault(one.kind, [])
        given.append([one.person_id, alias_of[one.person_id]])
    return hung


def _reactions(messages: list[int]) -> list[Reaction]:
    if not messages:
        return []
    on_these = f"{one_of('message_id')} ORDER BY id"
    return rows_of(Reaction, OF_REACTION, on_these, listed(messages))


def _aliases(people: set[int]) -> dict[int, str]:
    found = by_id(Person, ("id", "alias"), people)
    return {pk: person.alias for pk, person in found.items()}


def statuses(names: Iterable[str]) -> dict[str, Room]:
    rooms = Room.objects.in_bulk([i for i in map(room_id, names) if i is not None])
    return {room.stream: room for room in rooms.values()}
