"""What the house says and who signed it, first visits, welcomers, first words unanswered."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from care import (  # Django finds their tables here
    feeling_models,  # noqa: F401
    wall_models,  # noqa: F401
)
from people.models import Person
from rooms.models import Message


class Signing(models.Model):
    """Who of the staff wrote what the house said; kept as long as its words are."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="signing"
    )
    signer = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="signings"
    )
    at = models.DateTimeField(default=timezone.now)


class Welcome(models.Model):
    """The house's words to somebody who comes in; the newest are said. Append-only."""

    words = models.TextField()
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Words of welcome are never changed; write new ones.")
        super().save(*args, **kwargs)


class FirstVisit(models.Model):
    """How far somebody has come in the guided first visit; left and resumed at will."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="first_visit"
    )
    step = models.CharField(max_length=10)
    accepted_rules_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)


class Welcomer(models.Model):
    """A peer who offered to welcome newcomers; staff can end it."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="welcomer"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Staff who ended it; while this stands the peer can't offer again.
    ended_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Unanswered(models.Model):
    """A newcomer's first message that had no answer after ten minutes: shown once."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="unanswered"
    )
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="unanswered"
    )
    found_at = models.DateTimeField(default=timezone.now)
