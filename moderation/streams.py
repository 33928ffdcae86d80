"""What followers of the board see: flags in their present state, never their text."""

from collections.abc import Iterable
from typing import Any

from moderation import flags, ordering, targets, words
from moderation.models import Flag
from moderation.seconding_models import Proposal
from moderation.targets import Hours
from people.models import Person
from realtime.each import by_id
from realtime.plain_sql import listed, one_of, rows_of
from realtime.streams import Row
from rooms.models import Message, Room

# What of a flag, and of what it is about, stands in a row.
OF_FLAG = (
    *("id", "message_id", "position", "level", "concern", "state", "raised_at"),
    *("taken_at", "claimed_by_id", "claimed_until", "kept_until"),
    *("is_for_lead", "version"),
)
OF_MESSAGE = ("id", "room_id", "author_id")
OF_ROOM = ("id", "kind", "name")
OF_PERSON = ("id", "alias")
AFTER = "position > %s ORDER BY position LIMIT %s"


def changes(cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
    """By fixed statements: every server process reads each flag, for the canary's ear."""
    found = {
        name: rows_of(Flag, OF_FLAG, AFTER, after, limit)
        for name, after in cursors.items()
    }
    return {name: _as_rows(_complete(changed)) for name, changed in found.items()}


def _complete(found: list[Flag]) -> list[Flag]:
    """Each with what it is about. A canary that is forgotten by now is still a canary:
    without it a full page would seem to be the last, and what follows be passed over."""
    if not found:
        return []
    messages = by_id(Message, OF_MESSAGE, {flag.message_id for flag in found})
    rooms = by_id(Room, OF_ROOM, {one.room_id for one in messages.values()})
    authors = {one.author_id for one in messages.values()}
    holders = {flag.claimed_by_id for flag in found if flag.claimed_by_id}
    people = by_id(Person, OF_PERSON, authors | holders)
    wanted = f"{one_of('flag_id')} AND state = %s"
    ids = listed(flag.pk for flag in found)
    proposed = rows_of(Proposal, ("flag_id",), wanted, ids, Proposal.State.WAITING)
    waiting = {one.flag_id for one in proposed}
    for flag in found:
        if flag.message_id not in messages:
            flag.message = Message(room=Room(kind=Room.Kind.CANARY))
            continue
        flag.message = messages[flag.message_id]
        flag.message.room = rooms[flag.message.room_id]
        flag.message.author = people[flag.message.author_id]
        flag.claimed_by = people.get(flag.claimed_by_id)  # type: ignore[arg-type]
        flag.needs_second = flag.pk in waiting  # type: ignore[attr-defined]
    return found


def latest(stream: str, limit: int) -> list[Row]:
    """Every flag that is not done, in the order it last changed; limit does not hold."""
    return _as_rows(flags.waiting().order_by("position"))


def _as_rows(found: Iterable[Flag]) -> list[Row]:
    shown = list(found)
    hours = targets.hours_for(shown)
    return [Row(flag.pk, flag.position, _row(flag, hours)) for flag in shown]


def _row(flag: Flag, hours: Hours) -> dict[str, Any]:
    if flag.message.room.kind == Room.Kind.CANARY:
        # Followers let it pass; the machinery hears that it came.
        return {"kind": "canary", "id": flag.pk, "position": flag.position}
    return flag_row(flag, hours)


def flag_row(flag: Flag, hours: Hours) -> dict[str, Any]:
    """The gist: where, who by alias, which concern; never the text."""
    due_at = hours.due_at(flag)
    lifts_at = ordering.lifts_at(due_at, hours.lasts[flag.level])
    return {
        "kind": "flag",
        "id": flag.pk,
        "position": flag.position,
        "level": flag.level,
        "level_words": words.LEVELS[flag.level],
        "concern": flag.concern,
        "concern_words": words.concern(flag.concern),
        "state": flag.state,
        "raised_at": flag.raised_at.isoformat(),
        "due_at": due_at and due_at.isoformat(),
        "lifts_at": lifts_at and lifts_at.isoformat(),
        "taken_at": flag.taken_at and flag.taken_at.isoformat(),
        "room": {"id": flag.message.room_id, "name": flags.where(flag.message.room)},
        "author": {"id": flag.message.author_id, "alias": flag.message.author.alias},
        "message": flag.message_id,
        "claimed_by": _person(flag.claimed_by),
        "claimed_until": flag.claimed_until and flag.claimed_until.isoformat(),
        "is_kept": flag.kept_until is not None,
        "is_for_lead": flags.needs_lead(flag),
        "needs_second": flag.needs_second,  # type: ignore[attr-defined]
        "version": flag.version,
    }


def _person(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "alias": person.alias} if person else None
