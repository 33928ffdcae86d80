"""Rooms, threads and check-ins, as the socket follows them and acts on them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import Http404
from django.utils import timezone

from people.models import Person
from realtime.sources import Asking, BadFrame, Refusal, Visitor, Work
from realtime.streams import Row
from rooms import access, actions, company, pace, posting, standing, streams
from rooms.models import Reaction


class RoomSource:
    """Streams room:<id>."""

    def admit(self, asking: Sequence[Asking]) -> list[bool]:
        pairs = [(streams.room_id(name) or 0, who.person) for who, name in asking]
        may = access.followers_among(pairs)
        return [pair in may for pair in pairs]

    def changes(self, cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
        return streams.changes(cursors, limit)

    def latest(self, stream: str, limit: int) -> list[Row]:
        return streams.latest(stream, limit)

    def statuses(self, here: dict[str, dict[int, str]]) -> dict[str, dict[str, Any]]:
        now = timezone.now()
        rooms = streams.statuses(here)
        seen = company.shown(rooms.values(), here)
        return {
            name: {
                "here": seen[name],
                **standing.frame(room, now),
            }
            for name, room in rooms.items()
        }

    def act(self, visitor: Visitor, frame: dict[str, Any]) -> Work | Refusal:
        room = streams.room_id(frame["stream"])
        if room is None:
            return posting.NOT_FOUND
        match frame["type"]:
            case "post":
                post = partial(posting.clean_post, room, visitor.person, frame)
                return _write(visitor, post, actions.post_messages, _posted)
            case "edit":
                _number(frame, "message")
                edit = partial(posting.clean_edit, room, visitor.person, frame)
                return _write(visitor, edit, actions.edit_messages, _as_it_is)
            case "read":
                return _read(visitor, room, frame)
            case "react":
                return _react(visitor, room, frame)
            case "take_back":
                message = _number(frame, "message")
                return _work(
                    visitor,
                    room,
                    message,
                    lambda found, by: actions.take_back(found, by=by),
                )
        raise BadFrame("That type means nothing on a room.")


def _write(
    visitor: Visitor,
    wish: Callable[[], posting.Post | posting.Edit],
    batch: Callable[[list[Any]], list[Any]],
    answer: Callable[[Any], dict[str, Any] | Refusal | None],
) -> Work | Refusal:
    """What is well formed and in its turn goes with all that waits for the same commit."""
    try:
        item = wish()
    except posting.BadPost as problem:
        return Refusal("bad_post", problem.args[0])
    return pace.take_turn(visitor.person) or Work(batch=batch, item=item, answer=answer)


def _read(visitor: Visitor, room: int, frame: dict[str, Any]) -> Work | Refusal:
    seq = frame.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < 2**63:
        raise BadFrame("seq must be a place in the conversation.")
    reading = actions.Reading(room, visitor.person, seq)
    return Work(batch=actions.mark_readings, item=reading)


def _react(visitor: Visitor, room: int, frame: dict[str, Any]) -> Work | Refusal:
    kind, on = frame.get("kind"), frame.get("on")
    if kind not in Reaction.Kind.values or not isinstance(on, bool):
        raise BadFrame("kind must be a reaction, and on true or false.")
    return _work(
        visitor,
        room,
        _number(frame, "message"),
        lambda found, by: actions.react(found, kind, on, by=by),
    )


def _work(visitor: Visitor, room: int, message: int, verb: Any) -> Work | Refusal:
    refusal = pace.take_touch(visitor.person)
    if refusal is not None:
        return refusal

    def run() -> Any:
        person = Person.objects.get(pk=visitor.person)
        try:
            found = access.message_for(person, message, room)
        except Http404:
            return posting.NOT_FOUND
        return verb(found, person)

    return Work(run=run, answer=_as_it_is)


def _posted(
    answer: posting.Stored | posting.Held | Refusal,
) -> dict[str, Any] | Refusal:
    if isinstance(answer, Refusal):
        return answer
    if isinstance(answer, posting.Held):
        return {
            "type": "held",
            "cid": answer.cid,
            "stream": f"room:{answer.room}",
            "id": answer.id,
            "at": answer.at,
            "words": answer.words,
        }
    return {
        "type": "stored",
        "cid": answer.cid,
        "stream": f"room:{answer.room}",
        "id": answer.id,
        "seq": answer.seq,
        "position": answer.position,
    }


def _as_it_is(answer: Refusal | None) -> Refusal | None:
    return answer


def _number(frame: dict[str, Any], name: str) -> int:
    value = frame.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise BadFrame(f"{name} must be the id of a message.")
    return value
