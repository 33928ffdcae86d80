"""Questions about helplines: which there are, how to reach them, which are open now."""

from moderation.models import Helpline


def all_in_order() -> list[Helpline]:
    return list(Helpline.objects.all())


def open_now() -> list[Helpline]:
    """Only those that never close: the rest are never promised to somebody in distress."""
    return list(Helpline.objects.filter(is_always_open=True))
