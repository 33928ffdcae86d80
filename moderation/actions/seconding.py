"""What takes two people: asking for a second, agreeing, not agreeing, taking it back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from moderation import flags
from moderation.actions import audit, carrying_out, claims, duty, opening
from moderation.actions.aftercare import begin_aftercare
from moderation.actions.carrying_out import Wish
from moderation.models import Flag
from moderation.seconding_models import ENDING, Known, Proposal, RedAnswers
from people import actions as people
from people.actions import Refused
from people.models import Person
from realtime.writer import change

ANSWER_FIRST = "Please answer the questions about danger first. “Not known” will do."
ASKED_ALREADY = "{alias} has asked for a second person already."
STARTED_ALREADY = "{alias} has started the emergency procedure. You can confirm it."
ANSWERED = "{alias} has answered this already."
TAKEN_BACK = "This has been taken back."
NOT_YOU = "The second person must be somebody else."
CHANGED = "This flag has changed since you opened it. Please look again, then answer."
NO_ANSWER = "Please say why not. Your colleague reads it."
NOT_YOURS = "Only who asked can take it back."
WHEN_NEEDED = "Please say when. “Not known” will do."
AGREED = "{alias} agreed with you about a flag."
REFUSED = "{alias} did not agree with you about a flag. Please look at it again."


def ask(flag: Flag, kind: str, wish: Wish, *, by: Person) -> Proposal:
    """Under the board's lock: the flag waits, with who asked, for somebody else."""
    if flag.level == Flag.Level.RED and not flag.red_answers.exists():
        raise Refused(ANSWER_FIRST)
    flag.state = Flag.State.SECOND
    flag.claimed_by, flag.claimed_until, flag.kept_until = by, None, None
    return propose(flag, kind, wish.as_json(), by, wish.reason)


def propose(
    flag: Flag, kind: str, wish: dict[str, Any], by: Person, reason: str
) -> Proposal:
    """Under the board's lock; one of a kind waits at a time."""
    waiting = flag.proposals.filter(kind=kind, state=Proposal.State.WAITING)
    earlier = waiting.select_related("by").first()
    if earlier:
        is_emergency = kind == Proposal.Kind.EMERGENCY
        words = STARTED_ALREADY if is_emergency else ASKED_ALREADY
        raise Refused(words.format(alias=earlier.by.alias))
    proposal = Proposal.objects.create(
        flag=flag, kind=kind, by=by, reason=reason, wish=wish
    )
    facts = {"flag": flag.pk, "kind": kind, "outcome": wish.get("outcome", "")}
    typed = {"reason": reason, "said": wish.get("said", "")}
    typed["delay"] = wish.get("delay_reason", "")
    audit.write_down("asked", by=by, about=_name(proposal), facts=facts, words=typed)
    return proposal


# --- The second person


@change
def agree(proposal: Proposal, *, by: Person, version: int) -> Proposal:
    """Does what was asked for, as one; an old view of the flag is refused."""
    by = duty.check(by)
    if answered := _answered(proposal, by, Proposal.State.AGREED):
        return answered
    flag = flags.for_rows().get(pk=proposal.flag_id)
    _check(proposal, flag, by, version)
    with carrying_out.holding(flag, also=proposal.by_id):
        _do(proposal, flag)
        _tell(proposal, AGREED, by)
        with flags.moving(flag) as held:
            fresh = _check(proposal, held, by, version)
            if fresh.kind in ENDING:
                claims.put_back(held)
                claims.close(held)
            answered = _answer(fresh, Proposal.State.AGREED, by)
            if fresh.kind in ENDING and held.level == Flag.Level.RED:
                begin_aftercare(held)
            return answered


def _do(proposal: Proposal, flag: Flag) -> None:
    if proposal.kind == Proposal.Kind.ENVELOPE:
        opening.open_envelope(proposal)
    if proposal.kind == Proposal.Kind.REMOVE:
        wish = carrying_out.wish_of(proposal.wish)
        decision = carrying_out.keep(flag, wish, by=proposal.by)
        carrying_out.carry_out(decision, wish, by=proposal.by)
    if proposal.kind in ENDING:
        carrying_out.thank_reporters(flag)


@change
def disagree(proposal: Proposal, *, by: Person, version: int, answer: str) -> Proposal:
    """Nothing is done; the flag goes back to the board for everybody."""
    by = duty.check(by)
    answer = duty.needed(answer, "answer", NO_ANSWER)
    if answered := _answered(proposal, by, Proposal.State.REFUSED):
        return answered
    flag = flags.for_rows().get(pk=proposal.flag_id)
    _check(proposal, flag, by, version)
    _tell(proposal, REFUSED, by)
    with flags.moving(flag) as held:
        fresh = _check(proposal, held, by, version)
        if fresh.kind in ENDING:
            claims.put_back(held)
        return _answer(fresh, Proposal.State.REFUSED, by, answer)


@change
def withdraw(proposal: Proposal, *, by: Person) -> Proposal:
    """Who asked takes the flag in hand again; for an emergency see emergency.py."""
    by = duty.check(by)
    with flags.moving(proposal.flag) as held:
        fresh = still_waiting(proposal)
        if fresh.by_id != by.pk or fresh.kind == Proposal.Kind.EMERGENCY:
            raise Refused(NOT_YOURS)
        if fresh.kind in ENDING:
            claims.give(held, by)
        end(fresh, Proposal.State.WITHDRAWN, by)
    return fresh


def _answered(proposal: Proposal, by: Person, state: str) -> Proposal | None:
    """By a first tap of the same person."""
    return Proposal.objects.filter(pk=proposal.pk, second=by, state=state).first()


def _check(proposal: Proposal, flag: Flag, by: Person, version: int) -> Proposal:
    fresh = still_waiting(proposal)
    if by.pk in {fresh.by_id, flag.message.author_id}:
        raise Refused(NOT_YOU)
    if flag.version != version:
        raise Refused(CHANGED)
    return fresh


def still_waiting(proposal: Proposal) -> Proposal:
    fresh = Proposal.objects.select_related("by", "second").get(pk=proposal.pk)
    if fresh.second:
        raise Refused(ANSWERED.format(alias=fresh.second.alias))
    if fresh.state != Proposal.State.WAITING:
        raise Refused(TAKEN_BACK)
    return fresh


def _answer(proposal: Proposal, state: str, by: Person, answer: str = "") -> Proposal:
    proposal.second = by
    return end(proposal, state, by, answer)


def end(proposal: Proposal, state: str, by: Person, answer: str = "") -> Proposal:
    """Under the board's lock, by the second person or by who asked; in the audit."""
    proposal.state, proposal.answer = state, answer
    proposal.answered_at = timezone.now()
    proposal.save()
    facts, typed = {"flag": proposal.flag_id, "state": state}, {"answer": answer}
    audit.write_down("answered", by=by, about=_name(proposal), facts=facts, words=typed)
    return proposal


def _name(proposal: Proposal) -> str:
    return f"proposal:{proposal.pk}"


def _tell(proposal: Proposal, words: str, by: Person) -> None:
    people.notify(
        proposal.by,
        kind="seconded",
        words=words.format(alias=by.alias),
        link=reverse("flag", args=[proposal.flag_id]),
    )


# --- The questions about danger


@change
def answer_red(flag: Flag, *, by: Person, when: str, **answers: str) -> RedAnswers:
    """Kept beside earlier answers; whoever holds the flag gives them."""
    by = duty.check(by)
    when = duty.needed(when, "when", WHEN_NEEDED)
    with flags.moving(flag, keeps_version=True) as held:
        claims.check_yours(held, by)
        claims.go_on(held)
    known = {
        name: Known(answers[name])
        for name in ("thoughts", "plan", "means", "others", "child")
    }
    return RedAnswers.objects.create(flag=held, by=by, when=when, **known)
