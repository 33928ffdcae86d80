"""Claiming: one moderator at a time, for as long as they are at work on it."""

import uuid

from django.urls import reverse
from django.utils import timezone

from moderation import access, appeals, flags
from moderation.actions import bearing, duty
from moderation.models import Flag
from moderation.seconding_models import Proposal
from people import actions as people
from people.actions import Refused
from people.models import Person
from realtime import streams
from realtime.writer import change

DONE = "This flag has been decided."
YOUR_OWN = "This flag is about your own words. A colleague will look."
FOR_LEAD = "This flag is with the safeguarding lead."
WITH_SECOND = "{alias} has asked for a second person. You can agree, or not."
YOUR_DECISION = "This asks to look again at your own decision. A colleague must."
APPEAL_FIRST = (
    "Its author asks us to look again. That is answered before this is closed. "
    "If it is about your own decision, give the flag back to a colleague."
)
KEPT_IS_OVER = "The time you kept a flag for is over. It is back on the board."
RETURNS = uuid.UUID("f0b7cf4e-6c5b-4f0c-8d8e-2e5d4ab0c6a1")
LAPSED = "This flag is no longer yours. It went back to the board."


@change
def see_flag(flag: Flag, *, by: Person) -> None:
    """Remembers when a person first looked; followers of the board need not know."""
    unseen = Flag.objects.filter(pk=flag.pk, first_seen_at=None)
    unseen = unseen.exclude(message__author=by)
    if unseen.exists():
        # Whoever moves the flag in this moment writes the whole of it.
        with streams.moving([flags.BOARD]):
            unseen.update(first_seen_at=timezone.now())


@change
def claim_flag(flag: Flag, *, by: Person) -> Flag:
    by = duty.check(by)
    with flags.moving(flag) as held:
        check_free(held, by)
        bearing.check(held, by)
        give(held, by)
    return held


def give(flag: Flag, by: Person) -> None:
    """Under the board's lock."""
    flag.state = Flag.State.CLAIMED
    flag.claimed_by, flag.kept_until = by, None
    flag.taken_at = timezone.now()
    flag.claimed_until = flag.taken_at + flags.claim_lasts(flag)
    if access.may_read(by, flag):
        flag.first_seen_at = flag.first_seen_at or flag.taken_at


def check_free(flag: Flag, by: Person) -> None:
    """Whether somebody may take a flag now; refused in words if not."""
    if flag.state == Flag.State.RESOLVED:
        raise Refused(DONE)
    if flag.message.author_id == by.pk:
        raise Refused(YOUR_OWN)
    if flag.state == Flag.State.SECOND and flag.claimed_by:
        raise Refused(WITH_SECOND.format(alias=flag.claimed_by.alias))
    if not by.is_lead and flags.needs_lead(flag):
        raise Refused(FOR_LEAD)
    if not all(appeals.may_answer(one, by) for one in appeals.waiting_on(flag)):
        raise Refused(YOUR_DECISION)
    if owner := owner_now(flag, besides=by):
        raise Refused(f"{owner.alias} has taken this flag.")


def owner_now(flag: Flag, *, besides: Person) -> Person | None:
    """Whoever else holds it; a claim that has run out holds nothing.

    What somebody keeps for later a lead may take over: they may be asleep.
    """
    if flag.kept_until and besides.is_lead:
        return None
    if flag.state != Flag.State.CLAIMED or flag.claimed_by_id == besides.pk:
        return None
    lasts = flag.claimed_until and flag.claimed_until > timezone.now()
    return flag.claimed_by if lasts else None


def check_yours(flag: Flag, by: Person) -> None:
    if flag.state == Flag.State.RESOLVED:
        raise Refused(DONE)
    if flag.state == Flag.State.SECOND and flag.claimed_by:
        raise Refused(WITH_SECOND.format(alias=flag.claimed_by.alias))
    if flag.state != Flag.State.CLAIMED or flag.claimed_by_id != by.pk:
        owner = owner_now(flag, besides=by)
        raise Refused(f"{owner.alias} has taken this flag." if owner else LAPSED)


@change
def renew_claim(flag: Flag, *, by: Person) -> Flag:
    """Activity keeps a claim; what its owner has on screen stays good."""
    by = duty.check(by)
    with flags.moving(flag, keeps_version=True) as held:
        check_yours(held, by)
        go_on(held)
    return held


def go_on(flag: Flag) -> None:
    """Under the board's lock: its owner is at work on it."""
    if flag.kept_until is None:
        flag.claimed_until = timezone.now() + flags.claim_lasts(flag)


@change
def release_flag(flag: Flag, *, by: Person) -> Flag:
    """Gives it back to the board; no reason is asked."""
    with flags.moving(flag) as held:
        check_yours(held, by)
        give_up(held, by)
    return held


@change
def return_lapsed_claim(flag: Flag) -> None:
    """Puts back what its owner has left alone, or may no longer decide; for the clock."""
    # An inbox is locked before the board, in every process.
    _tell_who_kept(flag)
    with flags.moving(flag) as held:
        if flags.lapsed().filter(pk=held.pk).exists():
            put_back(held)
            _withdraw_what_it_waited_for(held)


def _tell_who_kept(flag: Flag) -> None:
    """Once, however many clocks there are."""
    if flag.kept_until and flag.claimed_by:
        people.notify(
            flag.claimed_by,
            kind="kept",
            words=KEPT_IS_OVER,
            link=reverse("flag", args=[flag.pk]),
            key=uuid.uuid5(RETURNS, f"{flag.pk} {flag.kept_until}"),
        )


def _withdraw_what_it_waited_for(flag: Flag) -> None:
    """Who asked for a second person may no longer act; a begun emergency goes on."""
    waiting = flag.proposals.filter(state=Proposal.State.WAITING)
    waiting.exclude(kind=Proposal.Kind.EMERGENCY).update(
        state=Proposal.State.WITHDRAWN, answered_at=timezone.now()
    )


def give_up(flag: Flag, owner: Person) -> None:
    """Under the board's lock: put back undecided by whoever held it."""
    if flag.claimed_by_id == owner.pk:
        bearing.give_up(flag, owner)
    put_back(flag)


def put_back(flag: Flag) -> None:
    flag.state = Flag.State.OPEN
    flag.claimed_by = flag.claimed_until = flag.kept_until = None


def close(flag: Flag) -> None:
    """Under the board's lock; what its author asked is answered first."""
    if appeals.waiting_on(flag):
        raise Refused(APPEAL_FIRST)
    flag.state = Flag.State.RESOLVED
    flag.resolved_at = timezone.now()
