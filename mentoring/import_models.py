"""A file of volunteers on its way in: what is left of it, how far it is, what was wrong."""

from django.db import models
from django.utils import timezone

from people.models import Person


class VolunteerFile(models.Model):
    class State(models.TextChoices):
        CHECKED = "checked", "Checked, nothing brought in yet"
        RUNNING = "running", "Being brought in"
        DONE = "done", "Brought in"

    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State.choices, default=State.CHECKED)
    # What is to be brought in, line by line; forgotten when it is done.
    rows = models.JSONField(default=list)
    # [[line, words], …]
    problems = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    # How many rows have been dealt with, and how many of them were here already.
    dealt_with = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    people = models.ManyToManyField(Person, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    @property
    def percent(self) -> int:
        return 100 * self.dealt_with // self.total if self.total else 100
