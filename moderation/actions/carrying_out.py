"""Carrying out: what each outcome does in rooms and to people, and what its author is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from moderation import flags, outcomes, shifts
from moderation import words as words_of
from moderation.actions import check_ins, slowing
from moderation.models import Decision, Flag, Outcome
from people import actions as people
from people import inbox, standing
from people.models import Person
from people.said import Said, said
from realtime import drift, streams
from realtime.later import later as _
from rooms import actions as rooms

KEPT_OUT_FOR = timedelta(days=7)
SLOWED_TO = 30  # seconds between two messages of one person


@dataclass(frozen=True)
class Wish:
    """A decision on its way in."""

    outcome: Outcome
    reason: str
    minutes: int | None = None
    note: str = ""
    # What the author reads about it, and which house rule it names.
    said: str = ""
    rule: str = ""
    # There is more to do: the flag stays with who holds it.
    stays: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def wish_of(kept: dict[str, Any]) -> Wish:
    return Wish(**kept | {"outcome": Outcome(kept["outcome"])})


def keep(flag: Flag, wish: Wish, *, by: Person) -> Decision:
    """The record of it, made before anything is done; a conflict later undoes both."""
    return Decision.objects.create(
        flag=flag,
        by=by,
        outcome=wish.outcome,
        reason=wish.reason,
        minutes=wish.minutes,
        said=wish.said,
        rule=wish.rule,
    )


def carry_out(decision: Decision, wish: Wish, *, by: Person) -> None:
    CARRY_OUT[wish.outcome](decision, wish, by)


@contextmanager
def holding(
    flag: Flag, outcome: str = "", *, also: int | None = None
) -> Iterator[None]:
    """Locks all that a decision may move but the board, in the order in which posts do.

    The room, the author's standing where it changes, and then everybody's inbox: the
    author may be writing somewhere else as they are kept out.
    """
    author = flag.message.author
    told = {author.pk, *_reporters(flag), *({also} if also else ())}
    if outcome == Outcome.REFER:
        told |= {lead.pk for lead in flags.leads_besides(author.pk)}
    with streams.moving([flag.message.room.stream]):
        if outcome == Outcome.SUSPEND:
            standing.change(author)
        with streams.moving(map(inbox.stream_of, told)):
            yield


def thank_reporters(flag: Flag) -> None:
    """They hear that a person has looked, and never what was decided or about whom."""
    names = Person.objects.filter(pk__in=_reporters(flag), is_active=True)
    for person in names.order_by("pk"):
        people.notify(person, kind="thanks", words=THANKS, link=reverse("house_rules"))


def _reporters(flag: Flag) -> set[int]:
    return set(flag.reports.values_list("by", flat=True))


# --- What each outcome does


def _nothing(decision: Decision, wish: Wish, by: Person) -> None:
    """The decision itself is all."""


def _check_in(decision: Decision, wish: Wish, by: Person) -> None:
    check_ins.open_check_in(decision.flag, wish.note, by=by)


def _warn(decision: Decision, wish: Wish, by: Person) -> None:
    rooms.add_warning(decision.flag.message, words_of.warning(decision.flag.concern))
    words = _(
        "A moderator has added a warning to a message that you wrote. "
        "It is still there to read."
    )
    _tell_author(decision, words, "warned")


def _cover(decision: Decision, wish: Wish, by: Person) -> None:
    rooms.cover_message(decision.flag.message)
    words = _("A moderator has covered a message that you wrote. See why.")
    _tell_author(decision, words, "covered")


def _slow(decision: Decision, wish: Wish, by: Person) -> None:
    """For everybody alike; it accuses nobody, and ends by itself."""
    slowing.slow_room(decision.flag.message.room, SLOWED_TO, by=by)


def _closing(decision: Decision, wish: Wish, by: Person) -> None:
    """Nobody watches the room any more until somebody chooses to."""
    room = decision.flag.message.room
    for shift in shifts.current().filter(rooms=room):
        shift.rooms.remove(room)
    rooms.end_cover([room.pk])


def _mute(decision: Decision, wish: Wish, by: Person) -> None:
    assert wish.minutes is not None
    until = drift.now() + timedelta(minutes=wish.minutes)
    message = decision.flag.message
    rooms.mute_member(message.room, message.author, until=until)
    words = said(PAUSED, lasts=said(outcomes.MINUTES[wish.minutes]))
    _tell_author(decision, words, "muted")


def _remove(decision: Decision, wish: Wish, by: Person) -> None:
    message = decision.flag.message
    rooms.remove_member(message.room, message.author)
    words = _("Two moderators have taken you out of a room. Help is still open to you.")
    _tell_author(decision, words, "removed")


def _suspend(decision: Decision, wish: Wish, by: Person) -> None:
    """No notice: it waits for them where they sign in."""
    until = drift.now() + KEPT_OUT_FOR
    author = decision.flag.message.author
    people.suspend_person(author, until=until, by=by, reason=wish.reason)


def _return(decision: Decision, wish: Wish, by: Person) -> None:
    author = decision.flag.message.author
    people.reinstate_person(author, by=by, reason=wish.reason)


def _refer(decision: Decision, wish: Wish, by: Person) -> None:
    link = reverse("flag", args=[decision.flag_id])
    words = f"{by.alias} has handed you a flag."
    for lead in flags.leads_besides(decision.flag.message.author_id):
        people.notify(lead, kind="referred", words=words, link=link)


def _tell_author(decision: Decision, words: str | Said, kind: str) -> None:
    link = reverse("decision", args=[decision.pk])
    people.notify(decision.flag.message.author, kind=kind, words=words, link=link)


PAUSED = _(
    "A moderator has paused your writing in one place for %(lasts)s. "
    "You can still read there."
)
THANKS = _(
    "Thank you. You pointed something out, and a person has looked at it. "
    "What was decided stays private."
)
CARRY_OUT: dict[Outcome, Callable[[Decision, Wish, Person], None]] = {
    Outcome.NO_CONCERN: _nothing,
    Outcome.CHECK_IN: _check_in,
    Outcome.WARN: _warn,
    Outcome.COVER: _cover,
    Outcome.SLOW: _slow,
    Outcome.CLOSING: _closing,
    Outcome.MUTE: _mute,
    Outcome.REMOVE: _remove,
    Outcome.SUSPEND: _suspend,
    Outcome.REFER: _refer,
    Outcome.EMERGENCY: _nothing,
    Outcome.RETURN: _return,
}
