"""How somebody is, for themselves alone; sealed, so that a look at the tables shows nothing."""

from typing import ClassVar

from django.db import models

from people.models import Person


class Feeling(models.Model):
    """One day, in a picture or in words; nobody but its owner is ever shown it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="feelings"
    )
    day = models.DateField()
    sealed = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="one_feeling_a_day")
        ]
