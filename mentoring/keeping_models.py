"""What somebody keeps for their own writing: phrases they use, and answers begun."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person

MOST_PHRASES = 20
LONGEST_PHRASE = 500


class Phrase(models.Model):
    """Words that somebody likes to begin or end with; nobody else sees them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phrases")
    words = models.CharField(max_length=LONGEST_PHRASE)

    class Meta:
        ordering: ClassVar = ["pk"]


class Draft(models.Model):
    """An answer begun and put aside, because its writer asked for that; one a thread."""

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="drafts"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    words = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentorship", "person"], name="one_draft_a_thread"
            )
        ]
