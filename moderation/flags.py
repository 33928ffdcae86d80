"""Raises flags and moves them along the board's stream."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from moderation import lifting, ordering, targets, words
from moderation.models import Flag, Severity, Verdict
from moderation.seconding_models import Proposal
from moderation.targets import Hours
from people.models import Person, Role
from realtime import streams
from realtime.streams import Row
from rooms.models import Message, Room

BOARD = "flags"
# Nobody keeps a flag for later for longer than this.
LONGEST_KEPT = timedelta(hours=72)
# "ana, in …": what a place is called whose name nobody else reads.
_PRIVATE = {
    Room.Kind.THREAD: "a private thread",
    Room.Kind.CHECK_IN: "a check-in",
    Room.Kind.SUPPORT: "a mentor’s talk with coordinators",
    Room.Kind.CANARY: "a test of our own",
}
LEVELS = [Flag.Level.RED, Flag.Level.AMBER, Flag.Level.YELLOW, Flag.Level.GREEN]


# --- Raising


def of_verdict(message: Message, verdict: Verdict) -> Flag:
    """The flag that a verdict asks for; raise_new puts it on the board."""
    return Flag(
        message=message,
        level=level_of(verdict.severity),
        concern=concern_of(verdict),
        snapshot=message.said,
        findings=verdict.findings,
    )


def raise_new(raised: Sequence[Flag]) -> None:
    """Flags of messages just inserted, in their transaction; the board is locked last."""
    with streams.moving([BOARD]) as lines:
        for flag in raised:
            flag.position = lines[BOARD].next_position()
        Flag.objects.bulk_create(raised)


def raise_flag(
    message: Message, *, level: str, concern: str, is_for_lead: bool = False
) -> Flag:
    """The open flag of a message, raised now or lifted to this level; in a change."""
    with streams.moving([BOARD]) as lines:
        position = lines[BOARD].next_position()
        flag = unresolved().filter(message=message).first()
        if flag is None:
            return Flag.objects.create(
                message=message,
                position=position,
                level=level,
                concern=concern,
                snapshot=message.said,
                findings=_findings(message),
                is_for_lead=is_for_lead,
            )
        flag.is_for_lead |= is_for_lead
        flag.position = position
        if LEVELS.index(Flag.Level(level)) < LEVELS.index(Flag.Level(flag.level)):
            # Whoever is deciding must see that it weighs more now.
            lifting.lift(flag, level, concern)
            flag.version += 1
        elif flag.kept_until:
            lifting.wake(flag)
        flag.save()
        return flag


def _findings(message: Message) -> list[Any]:
    """Of the words as they are now."""
    verdict = Verdict.objects.filter(message=message).first()
    return verdict.findings if verdict and message.body else []


@contextmanager
def moving(flag: Flag, *, keeps_version: bool = False) -> Iterator[Flag]:
    """The flag as it is under the board's lock; saved at the next position on leaving.

    The version rises, so that who decides on an older view of it is refused.
    """
    with streams.moving([BOARD]) as lines:
        held = for_rows().get(pk=flag.pk)
        yield held
        held.position = lines[BOARD].next_position()
        held.version += 0 if keeps_version else 1
        held.save()


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


# --- Asking


def unresolved() -> QuerySet[Flag]:
    return Flag.objects.exclude(state=Flag.State.RESOLVED)


def is_on_board(message: Message) -> bool:
    return unresolved().filter(message=message).exists()


def for_rows() -> QuerySet[Flag]:
    waiting = Proposal.objects.filter(flag=OuterRef("pk"), state=Proposal.State.WAITING)
    rows = Flag.objects.select_related("message__room", "message__author", "claimed_by")
    return rows.annotate(needs_second=Exists(waiting))


def in_hand_of(person: Person, flag_id: int) -> Flag | None:
    """The flag, if this person is at work on it now."""
    held = Flag.objects.filter(claimed_by=person, state=Flag.State.CLAIMED)
    return held.filter(pk=flag_id, claimed_until__gt=timezone.now()).first()


def for_people() -> QuerySet[Flag]:
    """Without those that the machinery raised to try itself."""
    return for_rows().exclude(message__room__kind=Room.Kind.CANARY)


def waiting() -> QuerySet[Flag]:
    """Every flag that is not done, each with the level of what was taken last."""
    taken = Flag.objects.exclude(taken_at=None).order_by("-taken_at")
    found = for_people().exclude(state=Flag.State.RESOLVED)
    return found.annotate(last_taken=Subquery(taken.values("level")[:1]))


def lapsed() -> QuerySet[Flag]:
    """Held by somebody who has left it alone, or who may no longer moderate."""
    now = timezone.now()
    # A clock that was set back must not make a claim last for hours.
    latest = now + max(settings.CLAIM_LASTS.values()) + timedelta(minutes=1)
    is_over = (
        Q(claimed_until__lte=now)
        | Q(claimed_until__gt=latest, kept_until=None)
        | Q(kept_until__gt=now + LONGEST_KEPT + timedelta(minutes=1))
    )
    cannot_act = (
        Q(claimed_by__is_active=False)
        | Q(claimed_by__suspended_until__gt=now)
        | ~Q(claimed_by__role__in=[Role.MODERATOR, Role.LEAD])
    )
    held = Q(state=Flag.State.CLAIMED) & (is_over | cannot_act)
    return Flag.objects.filter(held | Q(state=Flag.State.SECOND) & cannot_act)


# --- The board as a stream


def changes(cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
    return {
        name: as_rows(
            for_rows().filter(position__gt=after).order_by("position")[:limit]
        )
        for name, after in cursors.items()
    }


def latest(stream: str, limit: int) -> list[Row]:
    """Every flag that is not done, in the order it last changed; limit does not hold."""
    return as_rows(waiting().order_by("position"))


def as_rows(found: QuerySet[Flag]) -> list[Row]:
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
        "room": {"id": flag.message.room_id, "name": where(flag.message.room)},
        "author": {"id": flag.message.author_id, "alias": flag.message.author.alias},
        "message": flag.message_id,
        "claimed_by": _person(flag.claimed_by),
        "claimed_until": flag.claimed_until and flag.claimed_until.isoformat(),
        "is_kept": flag.kept_until is not None,
        "is_for_lead": flag.is_for_lead,
        "needs_second": flag.needs_second,  # type: ignore[attr-defined]
        "version": flag.version,
    }


def where(room: Room) -> str:
    """The room's name; who is in a private one is not told even here."""
    return room.name if room.kind == Room.Kind.ROOM else _PRIVATE[Room.Kind(room.kind)]


def _person(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "alias": person.alias} if person else None
