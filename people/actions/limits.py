"""Limits on guessing: attempts are counted by keyed hashes, never by name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.models import Attempt, Invitation
from realtime.writer import change

LONGEST_MEMORY = timedelta(days=1)


@change
def take_attempt(
    kind: str, subjects: dict[str, int], *, within: timedelta
) -> datetime | None:
    """Counts a try against each subject's limit; or says when to try again.

    It is counted before it is tried, so that many at once cannot pass together.
    """
    now = timezone.now()
    limits = {_key(subject): limit for subject, limit in subjects.items()}
    _take_turns(limits)
    waits = [_free_at(kind, key, limit, now - within) for key, limit in limits.items()]
    latest = max((wait + within for wait in waits if wait), default=None)
    if latest is None:
        Attempt.objects.bulk_create([Attempt(kind=kind, key=key) for key in limits])
    return latest


@change
def forget_attempt(kind: str, subjects: dict[str, int]) -> None:
    """Gives back the last try, because it succeeded."""
    for subject in subjects:
        last = Attempt.objects.filter(kind=kind, key=_key(subject)).order_by("-at")
        Attempt.objects.filter(
            pk__in=list(last.values_list("pk", flat=True)[:1])
        ).delete()


@change
def forget_old() -> None:
    """Forgets attempts, sessions and invitations that no longer matter; for the clock."""
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - LONGEST_MEMORY).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    Invitation.objects.filter(expires_at__lt=now - timedelta(days=90)).delete()


def _take_turns(keys: Iterable[str]) -> None:
    """Makes other processes' tries at the same thing wait; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for key in sorted(keys):
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(key[:15], 16)])


def _free_at(kind: str, key: str, limit: int, since: datetime) -> datetime | None:
    """The oldest of the tries that fill the limit; None while there is room."""
    tries = Attempt.objects.filter(kind=kind, key=key, at__gt=since).order_by("-at")
    return tries.values_list("at", flat=True)[limit - 1 : limit].first()


def _key(subject: str) -> str:
    return salted_hmac("people.attempt", subject, algorithm="sha256").hexdigest()[:32]
