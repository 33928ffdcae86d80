"""Deciding: what a moderator does about a flag they hold, and why."""

from dataclasses import replace
from typing import TypedDict, Unpack

from moderation import flags, house_rules, outcomes
from moderation.actions import carrying_out, claims, duty, seconding
from moderation.actions.carrying_out import Wish
from moderation.models import Decision, Flag, Outcome
from moderation.seconding_models import Proposal
from people.actions import Refused
from people.models import Person
from realtime.writer import change

STALE = "This flag has changed since you opened it. Please look again, then decide."
NO_REASON = "Please say why. It is kept with the decision."
NO_MINUTES = "Please choose how long to pause their writing."
NO_NOTE = "Please write the first note. The author reads it."
NOT_SAID = "Please tell the author why, in plain words. They read this."
NOT_OFFERED = "Please choose what to do. That is not offered for this flag."
NO_SUCH_RULE = "Please choose a rule from the list."


class Details(TypedDict, total=False):
    """What some outcomes need, as the form asks for it."""

    minutes: int | None
    note: str
    said: str
    rule: str
    stays: bool


@change
def resolve_flag(
    flag: Flag,
    *,
    by: Person,
    outcome: str,
    reason: str,
    version: int,
    **details: Unpack[Details],
) -> Decision | Proposal:
    """Carries out a decision and keeps it; what takes two people waits for the second.

    Rooms and inboxes are locked before the board, so the flag is checked before
    anything is done and again under its lock; a conflict then undoes everything.
    """
    by = duty.check(by)
    flag = flags.for_rows().get(pk=flag.pk)
    said = details.get("said", "")
    done = was_decided(flag, by=by, outcome=outcome, reason=reason, said=said)
    if done and flag.version != version:
        return done
    _check(flag, by, version)
    if outcome not in outcomes.offered(flag, by):
        raise Refused(NOT_OFFERED, "outcome")
    wish = _checked(Wish(Outcome(outcome), reason, **details))
    with carrying_out.holding(flag, wish.outcome):
        return _decide(flag, wish, by, version)


def was_decided(
    flag: Flag, *, by: Person, outcome: str, reason: str, said: str
) -> Decision | None:
    """The last decision, if it is the same by the same person: a second tap, which must
    not read that it came too late."""
    last = flag.decisions.order_by("-pk").first()
    if last is None:
        return None
    same = (by.pk, outcome, reason.strip(), said.strip() if last.said else "")
    return last if (last.by_id, last.outcome, last.reason, last.said) == same else None


def _decide(flag: Flag, wish: Wish, by: Person, version: int) -> Decision | Proposal:
    if wish.outcome == Outcome.REMOVE:
        with flags.moving(flag) as held:
            _check(held, by, version)
            return seconding.ask(held, Proposal.Kind.REMOVE, wish, by=by)
    decision = carrying_out.keep(flag, wish, by=by)
    carrying_out.carry_out(decision, wish, by=by)
    if _closes(wish) and flag.level != Flag.Level.RED:
        carrying_out.thank_reporters(flag)
    with flags.moving(flag) as held:
        _check(held, by, version)
        _settle(held, wish, by)
    return decision


def _check(flag: Flag, by: Person, version: int) -> None:
    claims.check_yours(flag, by)
    if flag.version != version:
        raise Refused(STALE)


def _checked(wish: Wish) -> Wish:
    """Complete for its outcome, and without what that does not use."""
    is_mute = wish.outcome == Outcome.MUTE
    if is_mute and wish.minutes not in outcomes.MINUTES:
        raise Refused(NO_MINUTES, "minutes")
    if wish.outcome == Outcome.CHECK_IN:
        duty.needed(wish.note, "note", NO_NOTE)
    if wish.rule and wish.rule not in house_rules.RULES:
        raise Refused(NO_SUCH_RULE, "rule")
    return replace(
        wish,
        reason=duty.needed(wish.reason, "reason", NO_REASON),
        minutes=wish.minutes if is_mute else None,
        said=_said(wish),
        rule=wish.rule if wish.outcome in outcomes.TOLD_OF else "",
    )


def _said(wish: Wish) -> str:
    """A warning says much by itself; a word about why may stand beside it."""
    if wish.outcome in outcomes.TOLD:
        return duty.needed(wish.said, "said", NOT_SAID)
    return wish.said.strip() if wish.outcome in outcomes.TOLD_OF else ""


def _closes(wish: Wish) -> bool:
    return not wish.stays and wish.outcome not in outcomes.FOR_A_LEAD


def _settle(flag: Flag, wish: Wish, by: Person) -> None:
    if wish.outcome in outcomes.FOR_A_LEAD:
        claims.put_back(flag)
        flag.is_for_lead = True
    elif wish.stays:
        claims.go_on(flag)
    elif flag.level == Flag.Level.RED:
        seconding.ask(flag, Proposal.Kind.CLOSE, wish, by=by)
    else:
        claims.put_back(flag)
        claims.close(flag)
