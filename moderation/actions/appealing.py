"""Appealing: asking that a different person looks again, and their answer."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from moderation import appeals, flags, outcomes
from moderation.actions import audit, carrying_out, claims, duty
from moderation.actions.decisions import STALE
from moderation.appeal_models import Appeal
from moderation.models import Decision, Flag, Outcome
from people import actions as people
from people.actions import Refused
from people.models import Person
from realtime import drift
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms

CONCERN = "appeal"
NO_WORDS = _("Please say what we should look at again.")
NO_ANSWER = "Please write your answer. Whoever appealed reads it."
TOO_LATE = _("This was decided too long ago. Please ask the people who run this place.")
ONCE = _("You have asked us to look again already.")
NOT_YOURS = _("Only who wrote it can ask us to look again.")
DECIDED_BY_YOU = "You had a part in this decision. A colleague must look."
NO_RESULT = "Please choose whether it stays as it was."
ANSWERED = gettext_noop(
    "You asked us to look again. Another person has. See what they say."
)


@change
def appeal_decision(decision: Decision, *, by: Person, words: str) -> Appeal:
    """Puts it on the board, for anybody but those who decided."""
    words = duty.needed(words, "words", NO_WORDS)
    if decision.flag.message.author_id != by.pk:
        raise Refused(NOT_YOURS)
    if decision.outcome not in outcomes.TOLD_OF or not appeals.is_in_time(decision):
        raise Refused(TOO_LATE)
    message = decision.flag.message
    flag = flags.raise_flag(message, level=Flag.Level.YELLOW, concern=CONCERN)
    # Under the board's lock, so that a second tap finds the first.
    if appeals.of(decision):
        raise Refused(ONCE)
    appeal = Appeal.objects.create(decision=decision, flag=flag, words=words)
    facts = {"decision": decision.pk, "flag": flag.pk}
    audit.write_down(
        "appeal",
        by=by,
        about=f"appeal:{appeal.pk}",
        facts=facts,
        words={"words": words},
    )
    return appeal


@change
def answer_appeal(
    appeal: Appeal, *, by: Person, result: str, answer: str, version: int
) -> Appeal:
    """By somebody else than who decided; a decision that is taken back is undone at once."""
    by = duty.check(by)
    answer = duty.needed(answer, "answer", NO_ANSWER)
    if result not in {Appeal.Result.KEPT, Appeal.Result.CHANGED}:
        raise Refused(NO_RESULT, "result")
    flag = flags.for_rows().get(pk=appeal.flag_id)
    _check(appeal, flag, by, version)
    with carrying_out.holding(flag):
        if result == Appeal.Result.CHANGED:
            UNDO[Outcome(appeal.decision.outcome)](appeal.decision, by)
        _tell(appeal)
        if _is_only_this(flag, appeal):
            carrying_out.thank_reporters(flag)
        with flags.moving(flag) as held:
            _check(appeal, held, by, version)
            answered = _keep(appeal, by, result, answer)
            _settle(held, answered)
            return answered


def _settle(flag: Flag, answered: Appeal) -> None:
    if _is_only_this(flag, answered):
        claims.put_back(flag)
        claims.close(flag)
    else:
        claims.go_on(flag)


def _is_only_this(flag: Flag, appeal: Appeal) -> bool:
    """Nothing else is to be decided about it; what became red takes two to close."""
    others = [one for one in appeals.waiting_on(flag) if one.pk != appeal.pk]
    is_about_it = flag.concern == CONCERN and flag.level != Flag.Level.RED
    return is_about_it and not others


def _check(appeal: Appeal, flag: Flag, by: Person, version: int) -> None:
    claims.check_yours(flag, by)
    if not appeals.may_answer(appeal, by):
        raise Refused(DECIDED_BY_YOU)
    fresh = Appeal.objects.get(pk=appeal.pk)
    if flag.version != version or fresh.result != Appeal.Result.WAITING:
        raise Refused(STALE)


def _keep(appeal: Appeal, by: Person, result: str, answer: str) -> Appeal:
    appeal.result, appeal.answer, appeal.answered_by = result, answer, by
    appeal.answered_at = timezone.now()
    appeal.save()
    facts = {"decision": appeal.decision_id, "result": result}
    about = f"appeal:{appeal.pk}"
    audit.write_down(
        "appeal_answer", by=by, about=about, facts=facts, words={"answer": answer}
    )
    return appeal


def _tell(appeal: Appeal) -> None:
    author = appeal.decision.flag.message.author
    link = reverse("decision", args=[appeal.decision_id])
    people.notify(author, kind="appeal", words=ANSWERED, link=link)


# --- Undoing


def _uncover(decision: Decision, by: Person) -> None:
    rooms.cover_message(decision.flag.message, covered=False)


def _take_warning_off(decision: Decision, by: Person) -> None:
    rooms.remove_warning(decision.flag.message)


def _unmute(decision: Decision, by: Person) -> None:
    message = decision.flag.message
    rooms.mute_member(message.room, message.author, until=drift.now())


def _let_back_in(decision: Decision, by: Person) -> None:
    message = decision.flag.message
    rooms.readmit_member(message.room, message.author)


def _reinstate(decision: Decision, by: Person) -> None:
    author = decision.flag.message.author
    people.reinstate_person(author, by=by, reason="An appeal was right.")


UNDO: dict[Outcome, Callable[[Decision, Person], None]] = {
    Outcome.WARN: _take_warning_off,
    Outcome.COVER: _uncover,
    Outcome.MUTE: _unmute,
    Outcome.REMOVE: _let_back_in,
    Outcome.SUSPEND: _reinstate,
}
