"""What one moderator has chosen, and the replies that all can start from."""

from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from moderation.desk_models import DeskChoice, NotMe, Reply
from people.models import Person

# “Today” ends when the longest shift has.
TODAY = timedelta(hours=12)


def covers(person: Person) -> bool:
    return DeskChoice.objects.filter(person=person, covers=True).exists()


def passed_on(person: Person) -> Exists:
    """For flags: whether this person would rather not have it today."""
    return Exists(_today().filter(flag=OuterRef("pk"), person=person))


def who_passed_on() -> set[tuple[int, int]]:
    """Flag and person, of today."""
    return set(_today().values_list("flag", "person"))


def _today() -> QuerySet[NotMe]:
    return NotMe.objects.filter(at__gt=timezone.now() - TODAY)


def replies() -> list[Reply]:
    """The newest of each series that is in use."""
    newest = Reply.objects.values("series").annotate(newest=Max("pk"))
    found = Reply.objects.filter(
        pk__in=newest.values("newest"), is_retired=False
    ).select_related("owner")
    return list(found.order_by("title"))


def is_due(reply: Reply) -> bool:
    return reply.review_on <= timezone.localdate()


def reply_at(reply: Reply | None, version: int) -> Reply | None:
    """The version that somebody had on screen, of the same series."""
    if reply is None:
        return None
    return Reply.objects.filter(series=reply.series, pk=version).first() or reply
