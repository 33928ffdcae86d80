"""Deciding: what a moderator does about a flag they hold, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from moderation import flags, outcomes
from moderation import words as words_of
from moderation.actions import check_ins, claims, duty
from moderation.models import Decision, Flag, Outcome
from people import actions as people
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change
from rooms import actions as rooms

STALE = "This flag has changed since you opened it. Please look again, then decide."
NO_REASON = "Please say why. It is kept with the decision."
NO_MINUTES = "Please choose how long to pause their writing."
NO_NOTE = "Please write the first note. The author reads it."
NOT_OFFERED = "Please choose what to do. That is not offered for this flag."


@dataclass(frozen=True)
class Wish:
    """A decision on its way in."""

    outcome: Outcome
    reason: str
    minutes: int | None
    note: str


@change
def resolve_flag(
    flag: Flag,
    *,
    by: Person,
    outcome: str,
    reason: str,
    version: int,
    minutes: int | None = None,
    note: str = "",
) -> Decision:
    """Carries out a decision and keeps it; append-only.

    Rooms and inboxes are locked before the board, so the flag is checked before
    anything is done and again under its lock; a conflict then undoes everything.
    """
    by = duty.check(by)
    flag = flags.for_rows().get(pk=flag.pk)
    _check(flag, by, version)
    wish = _wish(flag, by, outcome, reason, minutes, note)
    CARRY_OUT[wish.outcome](flag, wish, by)
    with flags.moving(flag) as held:
        _check(held, by, version)
        _settle(held, wish)
    return Decision.objects.create(
        flag=held, by=by, outcome=wish.outcome, reason=wish.reason, minutes=wish.minutes
    )


def _check(flag: Flag, by: Person, version: int) -> None:
    claims.check_yours(flag, by)
    if flag.version != version:
        raise Refused(STALE)


def _wish(
    flag: Flag, by: Person, outcome: str, reason: str, minutes: int | None, note: str
) -> Wish:
    if outcome not in outcomes.offered(flag, by):
        raise Refused(NOT_OFFERED, "outcome")
    wanted = Outcome(outcome)
    is_mute = wanted == Outcome.MUTE
    if is_mute and minutes not in outcomes.MINUTES:
        raise Refused(NO_MINUTES, "minutes")
    if wanted == Outcome.CHECK_IN:
        note = duty.needed(note, "note", NO_NOTE)
    reason = duty.needed(reason, "reason", NO_REASON)
    return Wish(wanted, reason, minutes if is_mute else None, note)


def _settle(flag: Flag, wish: Wish) -> None:
    claims.put_back(flag)
    if wish.outcome == Outcome.REFER:
        flag.is_for_lead = True
        return
    flag.state = Flag.State.RESOLVED
    flag.resolved_at = timezone.now()


# --- What each outcome does


def _nothing(flag: Flag, wish: Wish, by: Person) -> None:
    """The decision itself is all."""


def _check_in(flag: Flag, wish: Wish, by: Person) -> None:
    check_ins.open_check_in(flag, wish.note, by=by)


def _warn(flag: Flag, wish: Wish, by: Person) -> None:
    rooms.add_warning(flag.message, words_of.warning(flag.concern))
    words = "A moderator has added a warning to a message that you wrote."
    _tell_author(flag, f"{words} It is still there to read.", "warned")


def _cover(flag: Flag, wish: Wish, by: Person) -> None:
    rooms.cover_message(flag.message)
    _tell_author(flag, "A moderator has covered a message that you wrote.", "covered")


def _mute(flag: Flag, wish: Wish, by: Person) -> None:
    assert wish.minutes is not None
    until = timezone.now() + timedelta(minutes=wish.minutes)
    rooms.mute_member(flag.message.room, flag.message.author, until=until)
    lasts = outcomes.MINUTES[wish.minutes]
    words = f"A moderator has paused your writing in one place for {lasts}."
    _tell_author(flag, f"{words} You can still read there.", "muted")


def _remove(flag: Flag, wish: Wish, by: Person) -> None:
    rooms.remove_member(flag.message.room, flag.message.author)
    words = "A moderator has taken you out of a room. Help is still open to you."
    _tell_author(flag, words, "removed")


def _refer(flag: Flag, wish: Wish, by: Person) -> None:
    link = reverse("flag", args=[flag.pk])
    leads = Person.objects.filter(role=Role.LEAD, is_active=True)
    # Inboxes are locked in one order in every process.
    for lead in sorted(leads, key=lambda lead: f"me:{lead.pk}"):
        words = f"{by.alias} has handed you a flag."
        people.notify(lead, kind="referred", words=words, link=link)


def _tell_author(flag: Flag, words: str, kind: str) -> None:
    link = reverse("house_rules")
    people.notify(flag.message.author, kind=kind, words=words, link=link)


CARRY_OUT: dict[Outcome, Callable[[Flag, Wish, Person], None]] = {
    Outcome.NO_CONCERN: _nothing,
    Outcome.CHECK_IN: _check_in,
    Outcome.WARN: _warn,
    Outcome.COVER: _cover,
    Outcome.MUTE: _mute,
    Outcome.REMOVE: _remove,
    Outcome.REFER: _refer,
}
