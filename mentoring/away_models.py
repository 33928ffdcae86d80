"""Who may write to somebody while their mentor is away."""

from typing import ClassVar

from django.db import models

from people.models import Person


class MeanwhileAgreed(models.Model):
    """Somebody said yes to being written to by who stands in for their mentor."""

    away = models.ForeignKey(
        "mentoring.Away", on_delete=models.CASCADE, related_name="agreed"
    )
    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="+"
    )
    # The one who was agreed to, and no other.
    stand_in = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Once a thread was opened it is not opened again.
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["away", "mentorship"], name="meanwhile_agreed_once"
            )
        ]
