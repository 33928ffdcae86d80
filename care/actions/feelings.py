"""Keeping how one is today, and forgetting it."""

from datetime import date, timedelta

from django.utils import timezone

from care.feeling_models import Feeling
from care.feelings import PURPOSE
from people import sealing
from people.models import Person
from realtime.writer import change

KEPT_FOR = timedelta(days=365)


def keep_feeling(day: date, *, by: Person, sky: str, words: str) -> None:
    """One for each day; a second time on one day is a change of mind."""
    kept = {name: value for name, value in (("sky", sky), ("words", words)) if value}
    _keep(by, day, sealing.seal(kept, PURPOSE))


@change
def _keep(person: Person, day: date, sealed: str) -> None:
    Feeling.objects.update_or_create(
        person=person, day=day, defaults={"sealed": sealed}
    )


@change
def forget_feelings(*, by: Person, day: date | None = None) -> None:
    """One day, or all of them; gone at once."""
    mine = Feeling.objects.filter(person=by)
    (mine.filter(day=day) if day else mine).delete()


@change
def forget_old_feelings() -> None:
    oldest = timezone.localdate() - KEPT_FOR
    Feeling.objects.filter(day__lt=oldest).delete()
