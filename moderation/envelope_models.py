"""What a member may leave, sealed, for the worst case; and each time it was opened."""

from django.db import models
from django.utils import timezone

from people.models import Person


class Envelope(models.Model):
    """Who somebody is and whom to ring, sealed with a key outside the database."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="envelope"
    )
    sealed = models.TextField()
    changed_at = models.DateTimeField(default=timezone.now)


class Opening(models.Model):
    """Two people agreed to open one; the member is told unless a lead has that wait."""

    proposal = models.OneToOneField(
        "moderation.Proposal", on_delete=models.PROTECT, related_name="opening"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="openings"
    )
    at = models.DateTimeField(default=timezone.now)
    delay_reason = models.CharField(max_length=400, blank=True)
    delay_review_on = models.DateField(null=True, blank=True)
    delayed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)
