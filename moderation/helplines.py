"""Questions about helplines: which there are, how to reach them, which are open now."""

from django.db.models import QuerySet

from moderation.helpline_models import Helpline


def in_use() -> QuerySet[Helpline]:
    return Helpline.objects.filter(retired_at=None)


def all_in_order() -> list[Helpline]:
    return list(in_use())


def open_now() -> list[Helpline]:
    """Only those that never close: the rest are never promised to somebody in distress."""
    return list(in_use().filter(is_always_open=True))


def retired() -> QuerySet[Helpline]:
    """The last to be taken away first."""
    gone = Helpline.objects.exclude(retired_at=None).select_related("retired_by")
    return gone.order_by("-retired_at")


def never_checked() -> QuerySet[Helpline]:
    """By nobody here: they came with Alongside."""
    return in_use().filter(checked_on=None)


def warnings_of(unchecked: int) -> list[str]:
    """For the leads' board."""
    if not unchecked:
        return []
    which = "one helpline" if unchecked == 1 else f"{unchecked} helplines"
    return [
        f"Nobody here has checked {which} yet. Try each yourself, on the help page."
    ]
