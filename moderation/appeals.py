"""Which appeals there are, who may answer one, and until when somebody may appeal."""

from datetime import timedelta

from django.utils import timezone

from moderation.appeal_models import Appeal
from moderation.models import Decision, Flag, Outcome
from people.models import Person

WITHIN = timedelta(days=20)


def waiting_on(flag: Flag) -> list[Appeal]:
    waiting = flag.appeals.filter(result=Appeal.Result.WAITING)
    return list(waiting.select_related("decision__by", "decision__flag__message"))


def may_answer(appeal: Appeal, person: Person) -> bool:
    """Neither who decided nor who seconded it."""
    return person.pk not in _deciders(appeal.decision)


def _deciders(decision: Decision) -> set[int | None]:
    seconds = decision.flag.proposals.filter(
        by=decision.by, wish__outcome=decision.outcome
    )
    return {decision.by_id, *seconds.values_list("second", flat=True)}


def of(decision: Decision) -> Appeal | None:
    return Appeal.objects.filter(decision=decision).first()


def is_in_time(decision: Decision) -> bool:
    return timezone.now() < decision.at + WITHIN


def newest_suspension(person: Person) -> Decision | None:
    """Why somebody is kept out, as far as a decision at the desk says so."""
    kept_out = Decision.objects.filter(
        flag__message__author=person, outcome=Outcome.SUSPEND
    )
    return kept_out.order_by("-pk").first() if person.is_suspended() else None
