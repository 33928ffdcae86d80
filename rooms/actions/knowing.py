"""What a batch of posts must know to decide, each kind of thing read once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from people import standing
from people.models import Person
from realtime.plain_sql import listed, one_of, pair_of, paired, rows_of
from rooms import circles, slowness
from rooms.circle_models import Circle
from rooms.models import Membership, Message, Room
from rooms.posting import Post

# Of each, what is asked of it on the way of a message.
OF_ROOM = (
    *("id", "kind", "closed_at", "has_circle", "holds_unscreened"),
    *("needs_cover", "covered_until", "stays_open_until"),
    *("has_hours", "open_from", "open_until", "slow_seconds", "slow_until"),
)
OF_MEMBER = ("id", "room_id", "person_id", "left_at", "removed_at", "muted_until")
OF_MESSAGE = (
    *("id", "room_id", "author_id", "cid", "fingerprint"),
    *("seq", "position", "state", "why_not", "at"),
)


@dataclass(slots=True)
class Known:
    rooms: dict[int, Room]
    people: dict[int, Person]
    members: dict[tuple[int, int], Membership]
    # What was stored before, by room, author and cid.
    messages: dict[tuple[int, int, uuid.UUID], Message]
    # The rooms of what is replied to.
    replied: dict[int, int]
    circles: dict[int, Circle]
    # When each last wrote, in rooms where that counts.
    latest: slowness.Latest


def read(wishes: Sequence[Post], now: datetime) -> Known:
    """Reads, under the locks, all that decides; a ban that committed is seen."""
    authors = {wish.author for wish in wishes}
    people = standing.hold(authors)
    ids = listed({wish.room for wish in wishes})
    rooms = {room.pk: room for room in rows_of(Room, OF_ROOM, one_of("id"), ids)}
    with_circles = [room.pk for room in rooms.values() if room.has_circle]
    return Known(
        rooms=rooms,
        people=people,
        members=_members(wishes),
        messages=_messages(wishes),
        replied=_replied(wishes),
        circles=circles.open_in(with_circles) if with_circles else {},
        latest=slowness.latest_in(rooms.values(), authors, now),
    )


def _members(wishes: Sequence[Post]) -> dict[tuple[int, int], Membership]:
    """Two lists, rooms and people, would also match everybody's other rooms."""
    pairs = paired({(wish.room, wish.author) for wish in wishes})
    found = rows_of(Membership, OF_MEMBER, pair_of("room_id", "person_id"), pairs)
    return {(member.room_id, member.person_id): member for member in found}


def _messages(wishes: Sequence[Post]) -> dict[tuple[int, int, uuid.UUID], Message]:
    cids = listed({wish.cid for wish in wishes})
    found = rows_of(Message, OF_MESSAGE, one_of("cid"), cids)
    return {(m.room_id, m.author_id, m.cid): m for m in found}


def _replied(wishes: Sequence[Post]) -> dict[int, int]:
    replies = {wish.reply_to for wish in wishes if wish.reply_to}
    if not replies:
        return {}
    found = Message.objects.filter(pk__in=replies, seq__isnull=False)
    return dict(found.values_list("pk", "room"))
