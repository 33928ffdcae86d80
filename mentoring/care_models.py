"""Round a session: when its people are reminded, and what a coordinator looks at."""

from django.db import models
from django.utils import timezone

from people.models import Person


class Reminding(models.Model):
    """When somebody would like to be reminded; who chose nothing has none of these."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="reminding"
    )
    day = models.BooleanField(default=False)
    hour = models.BooleanField(default=True)
    opens = models.BooleanField(default=True)


class Missed(models.Model):
    """A session to which nobody came; a coordinator looks at it."""

    session = models.OneToOneField(
        "mentoring.Session", on_delete=models.CASCADE, related_name="missed"
    )
    at = models.DateTimeField(default=timezone.now)
    seen_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)


class HostGone(models.Model):
    """A group whose host may not be there: another is looked for, or it had to stop."""

    group = models.OneToOneField(
        "mentoring.Group", on_delete=models.CASCADE, related_name="host_gone"
    )
    at = models.DateTimeField(default=timezone.now)
    seen_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
