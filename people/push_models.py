"""Browsers on which somebody asked to be told, and what waits to be sent to them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from people.outbox_models import Outgoing
from realtime.later import later as _


class Kind(models.TextChoices):
    """What one may be told of on a device; the device learns no more than this."""

    FLAGS = "flags", _("A flag waits for you")
    SESSIONS = "sessions", _("A session is near, or has changed")
    NOTICES = "notices", _("Something else waits for you")


class Subscription(models.Model):
    """One browser whose owner asked to be told on it, and of which kinds."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="subscriptions"
    )
    # Where its push service takes words for it, and the keys that only it can open.
    endpoint = models.CharField(max_length=600, unique=True)
    public = models.CharField(max_length=87)
    auth = models.CharField(max_length=22)
    # What the browser says it is, for its owner to know it by.
    name = models.CharField(max_length=60)
    flags = models.BooleanField(default=False)
    sessions = models.BooleanField(default=False)
    notices = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in Kind.values if getattr(self, kind)]


class Push(Outgoing):
    """A kind of thing that one browser is to be told of. Never what it is."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="pushes"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            # Many things at once are one word to somebody who has not looked yet.
            models.UniqueConstraint(
                fields=["subscription", "kind"], name="one_push_of_a_kind"
            )
        ]
