"""What the machinery writes about itself: signs of life, canaries, missing verdicts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation import machinery, receivers
from moderation.models import Flag, Verdict
from moderation.paging_models import Pulse
from people.models import Person
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Message, Room
from rooms.posting import Posted

KEPT = timedelta(days=1)


@change
def beat() -> None:
    """The clock was here."""
    now = timezone.now()
    Pulse.objects.update_or_create(name=machinery.CLOCK, defaults={"at": now})


@change
def take_turn(name: str, every: timedelta) -> bool:
    """Whether it is time, for one caller among all clocks; the first time begins it."""
    now = timezone.now()
    turn, is_new = Pulse.objects.get_or_create(name=name, defaults={"at": now})
    if is_new:
        return False
    held = Pulse.objects.select_for_update().get(pk=turn.pk)
    # A clock set back must not leave the next turn far ahead.
    if now < held.at + every and now >= held.at:
        return False
    held.at = now
    held.save(update_fields=["at"])
    return True


# --- Canaries


@change
def keep_cage() -> tuple[Room, Person]:
    """Where canaries are sent and by whom: nobody's room, nobody's alias."""
    person = Person.objects.filter(is_canary=True).first()
    room = Room.objects.filter(kind=Room.Kind.CANARY).first()
    if person is None or room is None:
        person = person or _nobody()
        room = rooms.open_private_room(Room.Kind.CANARY, "Canary", [person])
    return room, person


def _nobody() -> Person:
    # The colons keep it apart from every alias that somebody could choose.
    nobody = Person(alias="canary", alias_key="::canary", is_canary=True)
    nobody.set_unusable_password()
    nobody.save()
    return nobody


@change
def hear_canaries(flag_ids: Sequence[int]) -> None:
    """A process handed them to a follower of the board: they have done their work."""
    now = timezone.now()
    sent = Flag.objects.filter(pk__in=flag_ids, message__room__kind=Room.Kind.CANARY)
    sent.filter(first_seen_at=None).update(
        first_seen_at=now, resolved_at=now, state=Flag.State.RESOLVED
    )


@change
def forget_canaries() -> None:
    old = timezone.now() - KEPT
    messages = Message.objects.filter(room__kind=Room.Kind.CANARY, at__lt=old)
    Flag.objects.filter(message__in=messages).delete()
    messages.delete()


# --- Missing verdicts


@change
def store_missing(messages: Sequence[Message], readings: Sequence[Any]) -> int:
    """Verdicts, and their flags, for what somehow has none; the same as for new ones."""
    known = Verdict.objects.filter(message__in=messages)
    done = set(known.values_list("pk", flat=True))
    posted = [
        Posted(m, m.author, m.room.kind != Room.Kind.ROOM, reading)
        for m, reading in zip(messages, readings, strict=True)
        if m.pk not in done
    ]
    receivers.store_verdicts(posted)
    return len(posted)
