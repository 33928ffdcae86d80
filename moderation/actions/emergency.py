"""The emergency procedure: begun by one at once, and taken back by them if it was a slip."""

from moderation import flags, lifting
from moderation.actions import carrying_out, claims, duty, seconding
from moderation.actions.carrying_out import Wish
from moderation.models import Flag, Outcome
from moderation.seconding_models import Proposal
from people.actions import Refused
from people.models import Person
from realtime.writer import change

WHAT_HAPPENED = "Please say what happened. Your colleagues read it."
NO_EMERGENCY = "Only the emergency procedure is taken back like this."


@change
def start_emergency(flag: Flag, *, by: Person, reason: str = "") -> Proposal:
    """By one person, at once, whoever holds the flag; the second confirms it later."""
    by = duty.check(by)
    wish = Wish(Outcome.EMERGENCY, reason.strip())
    with flags.moving(flag) as held:
        if held.message.author_id == by.pk:
            raise Refused(claims.YOUR_OWN)
        if held.state == Flag.State.RESOLVED:
            raise Refused(claims.DONE)
        kind = Proposal.Kind.EMERGENCY
        if begun := _begun(held, by, wish.reason):
            return begun
        kept = wish.as_json() | {"level": held.level}
        proposal = seconding.propose(held, kind, kept, by, wish.reason)
        carrying_out.keep(held, wish, by=by)
        lifting.lift(held, Flag.Level.RED, held.concern)
        if held.state == Flag.State.OPEN:
            claims.give(held, by)
    return proposal


def _begun(flag: Flag, by: Person, reason: str) -> Proposal | None:
    """By a first tap of the same person."""
    waiting = flag.proposals.filter(state=Proposal.State.WAITING, by=by, reason=reason)
    return waiting.filter(kind=Proposal.Kind.EMERGENCY).first()


@change
def take_emergency_back(proposal: Proposal, *, by: Person, answer: str) -> Proposal:
    """Only by who began it, and before a second has answered. The record of it stays;
    the clock tells whoever was called (moderation/alarms.py)."""
    by = duty.check(by)
    answer = duty.needed(answer, "answer", WHAT_HAPPENED)
    with flags.moving(proposal.flag) as held:
        fresh = seconding.still_waiting(proposal)
        if fresh.by_id != by.pk:
            raise Refused(seconding.NOT_YOURS)
        if fresh.kind != Proposal.Kind.EMERGENCY:
            raise Refused(NO_EMERGENCY)
        if _is_as_it_was(held, fresh):
            held.level = fresh.wish.get("level", held.level)
        if held.state == Flag.State.CLAIMED and held.claimed_by_id == by.pk:
            claims.go_on(held)
        seconding.end(fresh, Proposal.State.WITHDRAWN, by, answer)
    return fresh


def _is_as_it_was(flag: Flag, proposal: Proposal) -> bool:
    """Nothing more was said of it meanwhile that may make it as urgent."""
    is_held = flag.state in {Flag.State.OPEN, Flag.State.CLAIMED}
    edited = flag.message.edited_at
    is_reported = flag.reports.filter(at__gte=proposal.at).exists()
    is_changed = edited is not None and edited >= proposal.at
    return is_held and not is_reported and not is_changed
