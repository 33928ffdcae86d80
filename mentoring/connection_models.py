"""Whose line is open in a session, so that a lost one is not taken for leaving."""

from typing import ClassVar

from django.db import models

from people.models import Person


class Connection(models.Model):
    """Until when somebody's line counts as open; who has no scripts has none of these."""

    session = models.ForeignKey(
        "mentoring.Session", on_delete=models.CASCADE, related_name="connections"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "person"], name="one_connection_in_a_session"
            )
        ]
