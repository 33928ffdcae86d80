"""Drawing the week's sample of unflagged messages, and keeping what a reader thought."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from moderation import flags, sampling
from moderation.actions import duty
from moderation.models import Flag
from moderation.sample_models import Sampled
from people.actions import Refused
from people.models import Person
from realtime.writer import change

READ = "Somebody has read this one. Here is the next."


def draw_if_due() -> None:
    """For the clock: once a week some of what brought no flag is drawn."""
    now = timezone.now()
    week = sampling.monday(now)
    if not Sampled.objects.filter(week=week).exists():
        drawn = sampling.to_draw_from(now).order_by("?").values_list("pk", flat=True)
        draw_sample(list(drawn[: sampling.SIZE]), week)


@change
def draw_sample(messages: Sequence[int], week: date) -> None:
    """Once a week, whichever clock comes first."""
    duty.wait_for("sample")
    if not Sampled.objects.filter(week=week).exists():
        Sampled.objects.bulk_create(
            [Sampled(message_id=pk, week=week) for pk in messages],
            ignore_conflicts=True,
        )


@change
def answer_sample(sampled: Sampled, answer: str, *, by: Person) -> None:
    """What was missed goes to the board now, like any flag."""
    by = duty.check(by)
    held = (
        Sampled.objects.select_for_update().select_related("message").get(pk=sampled.pk)
    )
    if held.answer:
        raise Refused(READ)
    held.answer, held.by, held.at = answer, by, timezone.now()
    held.save()
    if answer == Sampled.Answer.MISSED:
        flags.raise_flag(held.message, level=Flag.Level.YELLOW, concern="missed")
