"""Goals that two people set together, small steps to them, and notes of one's own."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from mentoring.labels import unlabelled
from people.models import Person
from rooms.models import Message

LONGEST_NOTES = 4_000


class Said(models.Model):
    """Its words are a message in the thread: screened, covered and kept as all others."""

    said = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        """As readers may see them now, without what tells in the thread what they are."""
        return unlabelled(self.said.shown_body) if self.said else ""


class Goal(Said):
    """Something that one suggests, and both want once the other agrees."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        AGREED = "agreed", "Agreed"
        REACHED = "reached", "Reached"
        LET_GO = "let_go", "Let go"

    OPEN: ClassVar = [State.SUGGESTED, State.AGREED]

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="goals"
    )
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.SUGGESTED
    )
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Step(Said):
    """One small thing on the way to a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]


class OwnNotes(models.Model):
    """What one of the two writes down for themselves about the mentorship."""

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="own_notes"
    )
    words = models.TextField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentorship", "person"], name="one_page_of_notes"
            )
        ]
