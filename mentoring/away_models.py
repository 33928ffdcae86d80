"""Days away, a pause without an end, and who writes to somebody meanwhile."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from people.models import Person


class Aways(models.QuerySet["Away"]):
    def on(self, day: date) -> "Aways":
        return self.not_over(day).filter(first_day__lte=day)

    def not_over(self, day: date) -> "Aways":
        return self.filter(Q(last_day=None) | Q(last_day__gte=day))

    def pauses(self) -> "Aways":
        return self.filter(last_day=None)


class Away(models.Model):
    """Days on which somebody is not there, and who stands in for them.

    Without a last day it is a pause: it lasts until they say that they are back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aways")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    stand_in = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Aways.as_manager()

    class Meta:
        ordering: ClassVar = ["first_day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(last_day=None),
                name="one_pause_at_a_time",
            )
        ]

    @property
    def is_pause(self) -> bool:
        return self.last_day is None

    def is_over(self, day: date) -> bool:
        return self.last_day is not None and self.last_day < day

    def covers(self, day: date) -> bool:
        return self.first_day <= day and not self.is_over(day)


class MeanwhileAgreed(models.Model):
    """Somebody said yes to being written to by who stands in for their mentor."""

    away = models.ForeignKey(Away, on_delete=models.CASCADE, related_name="agreed")
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


class StandingIn(models.Model):
    """Why a thread is there: its mentor stands in for one who is away, or silent."""

    thread = models.OneToOneField(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="stands_in"
    )
    instead_of = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="stood_in_for"
    )
    # Since when the mentor can be there again.
    back_at = models.DateTimeField(null=True, blank=True)
