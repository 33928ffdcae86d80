"""How a mentorship ends well, or goes on with another mentor."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentoring.labels import unlabelled
from people.models import Person
from rooms.models import Message


class Ending(models.Model):
    """A last day that one of the two has named, and what was gained."""

    mentorship = models.OneToOneField(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="ending"
    )
    last_day = models.DateField(null=True, blank=True)
    planned_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # In the mentee's words, said in the thread.
    gained = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    @property
    def gained_words(self) -> str:
        return unlabelled(self.gained.shown_body) if self.gained else ""


class ChangeOfMentor(models.Model):
    """From one mentor to another; what goes along is the mentee's to say."""

    class State(models.TextChoices):
        WISHED = "wished", "The mentee would like another mentor"
        ASKED = "asked", "The mentee is asked"
        AGREED = "agreed", "The mentee agreed"
        DECLINED = "declined", "The mentee would rather not"
        DROPPED = "dropped", "Not needed any more"

    OPEN: ClassVar = [State.WISHED, State.ASKED]

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="changes"
    )
    to = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    # The new mentor may read the thread with the one before.
    hands_thread = models.BooleanField(default=False)
    new = models.OneToOneField(
        "mentoring.Mentorship",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="came_from",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentorship"],
                condition=Q(state__in=["wished", "asked"]),
                name="one_open_change",
            )
        ]
