"""Questions about helplines: which there are, which are open now."""

from moderation.models import Helpline


def all_in_order() -> list[Helpline]:
    return list(Helpline.objects.all())
