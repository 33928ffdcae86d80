"""What the lead has set: numbers and words that the desk goes by, each version kept."""

from django.db import models
from django.utils import timezone

from people.models import Person


class Policy(models.Model):
    """One version of a policy; a change adds a row, the newest of its name counts."""

    name = models.CharField(max_length=20, db_index=True)
    terms = models.JSONField()
    # When the lead looks at it again, changed or not.
    review_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
