"""Raises flags and moves them along the board's stream."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from moderation import lifting
from moderation.models import Flag, Severity, Verdict
from moderation.seconding_models import Proposal
from people.models import Person, Role
from realtime import streams
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


def note_changed(message: Message) -> None:
    """Its words are not what they were: who decides on the older ones is refused."""
    flag = unresolved().filter(message=message).first()
    if flag:
        with moving(flag):
            """Its version rises."""


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


def needs_lead(flag: Flag) -> bool:
    """With the leads; where the only one wrote it, whoever is on watch may take it."""
    return flag.is_for_lead and leads_besides(flag.message.author_id).exists()


def leads_besides(author: int | OuterRef) -> QuerySet[Person]:
    """Those who may come in, but for an author: nobody judges their own words."""
    not_out = Q(suspended_until=None) | Q(suspended_until__lte=timezone.now())
    leads = Person.objects.filter(not_out, role=Role.LEAD, is_active=True)
    return leads.filter(~Q(pk=author))


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
    """Every flag that is not done, each with when and of which level one was taken last."""
    taken = Flag.objects.exclude(taken_at=None).order_by("-taken_at")
    found = for_people().exclude(state=Flag.State.RESOLVED)
    return found.annotate(
        last_taken=Subquery(taken.values("level")[:1]),
        last_taken_at=Subquery(taken.values("taken_at")[:1]),
    )


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


def where(room: Room) -> str:
    """The room's name; who is in a private one is not told even here."""
    return room.name if room.kind == Room.Kind.ROOM else _PRIVATE[Room.Kind(room.kind)]
