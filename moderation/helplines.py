"""Questions about helplines: which there are, how to reach them, which are open now."""

from django.db.models import QuerySet

from moderation.models import Helpline


def all_in_order() -> list[Helpline]:
    return list(Helpline.objects.all())


def open_now() -> list[Helpline]:
    """Only those that never close: the rest are never promised to somebody in distress."""
    return list(Helpline.objects.filter(is_always_open=True))


def never_checked() -> QuerySet[Helpline]:
    """By nobody here: they came with Alongside."""
    return Helpline.objects.filter(checked_on=None)


def warnings_of(unchecked: int) -> list[str]:
    """For the leads' board."""
    if not unchecked:
        return []
    which = "one helpline" if unchecked == 1 else f"{unchecked} helplines"
    return [
        f"Nobody here has checked {which} yet. Try each yourself, on the help page."
    ]
