"""Raises flags and moves them along the board's stream."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from moderation.models import Flag, Severity, Verdict
from people.models import Person
from realtime import streams
from realtime.streams import Row
from rooms.models import Message
from rooms.posting import Posted

BOARD = "flags"
LEVELS = [Flag.Level.RED, Flag.Level.AMBER, Flag.Level.YELLOW, Flag.Level.GREEN]


def raise_from_screening(flagged: list[tuple[Posted, Verdict]]) -> list[Flag]:
    """One flag a message just inserted, in its transaction; the board is locked last."""
    with streams.moving([BOARD]) as lines:
        board = lines[BOARD]
        raised = [
            Flag(
                message=post.message,
                position=board.next_position(),
                level=level_of(verdict.severity),
                concern=concern_of(verdict),
                snapshot=post.message.body,
            )
            for post, verdict in flagged
        ]
        Flag.objects.bulk_create(raised)
    return raised


def raise_flag(message: Message, *, level: str, concern: str) -> Flag:
    """The open flag of a message, raised now or lifted to this level; in a change."""
    with streams.moving([BOARD]) as lines:
        flag = (
            Flag.objects.select_for_update()
            .filter(message=message)
            .exclude(state=Flag.State.RESOLVED)
            .first()
        )
        position = lines[BOARD].next_position()
        if flag is None:
            return Flag.objects.create(
                message=message,
                position=position,
                level=level,
                concern=concern,
                snapshot=message.body,
            )
        if LEVELS.index(Flag.Level(level)) < LEVELS.index(Flag.Level(flag.level)):
            flag.level = level
        flag.position = position
        flag.save(update_fields=["level", "position"])
        return flag


def move(flag: Flag, *fields: str) -> None:
    """Saves a changed flag at the board's next position; in a change."""
    with streams.moving([BOARD]) as lines:
        flag.position = lines[BOARD].next_position()
        flag.version += 1
        flag.save(update_fields=[*fields, "position", "version"])


def level_of(severity: str) -> str:
    """The flag's level for a verdict; what could not be screened counts as amber."""
    return Flag.Level.AMBER if severity == Severity.UNSCANNED else Flag.Level(severity)


def concern_of(verdict: Verdict) -> str:
    if verdict.severity == Severity.UNSCANNED:
        return "unscanned"
    worst = [f for f in verdict.findings if f["severity"] == verdict.severity]
    return str((worst or verdict.findings)[0]["concern"])


def claim_lasts(flag: Flag) -> timedelta:
    return settings.CLAIM_LASTS[flag.level]


# --- The board as a stream


def changes(cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
    return {
        name: [
            Row(flag.pk, flag.position, flag_row(flag))
            for flag in _for_rows()
            .filter(position__gt=after)
            .order_by("position")[:limit]
        ]
        for name, after in cursors.items()
    }


def latest(stream: str, limit: int) -> list[Row]:
    """Every flag that is not done, in the order it last changed; limit does not hold."""
    waiting = _for_rows().exclude(state=Flag.State.RESOLVED).order_by("position")
    return [Row(flag.pk, flag.position, flag_row(flag)) for flag in waiting]


def _for_rows() -> Any:
    return Flag.objects.select_related("message__room", "message__author", "claimed_by")


def flag_row(flag: Flag) -> dict[str, Any]:
    """The gist: where, who by alias, which concern; never the text."""
    return {
        "kind": "flag",
        "id": flag.pk,
        "position": flag.position,
        "level": flag.level,
        "concern": flag.concern,
        "state": flag.state,
        "raised_at": flag.raised_at.isoformat(),
        "room": {"id": flag.message.room_id, "name": where(flag.message)},
        "author": flag.message.author.alias,
        "message": flag.message_id,
        "claimed_by": _person(flag.claimed_by),
        "claimed_until": flag.claimed_until and flag.claimed_until.isoformat(),
        "is_for_lead": flag.is_for_lead,
        "version": flag.version,
    }


def where(message: Message) -> str:
    """The room's name; a thread's stays private even here."""
    kind = message.room.kind
    return message.room.name if kind == "room" else message.room.get_kind_display()


def _person(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "alias": person.alias} if person else None
