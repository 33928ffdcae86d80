"""Asking members how they are: measures, consent, what each answered, and quotes."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.utils import timezone

from evaluation import definitions, readers
from people.models import Person
from realtime.later import later as _

SIX_WEEKS = timedelta(weeks=6)
# So long after mentoring began, an answer says no more how it was before.
STILL_BEFORE = timedelta(days=7)


class Measure(models.Model):
    """A set of questions with its scores and licence; the definition is TOML."""

    key = models.CharField(max_length=30, unique=True)
    definition = models.TextField()
    is_asked = models.BooleanField(default=True)
    # For measures that need one; shipped measures need none.
    licence_number = models.CharField(max_length=80, blank=True)
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    # Who reads answers about self-harm, and within how many hours; else none is asked.
    reader = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_within_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    # When they took it over from somebody who was named before.
    reader_since = models.DateTimeField(null=True, blank=True)

    @cached_property
    def parsed(self) -> definitions.Definition:
        return definitions.read(self.definition)

    @property
    def nobody_reads(self) -> bool:
        """It asks about harm, and whoever is named to read the answers cannot now."""
        return self.reader is not None and not readers.can_read(self.reader)


class Consent(models.Model):
    """That somebody agreed to be asked; apart from joining, and taken back at any time."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="evaluation_consent"
    )
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Answers(models.Model):
    """What one person answered to one measure at one time; any of it may be skipped."""

    class Occasion(models.TextChoices):
        BEFORE = "before", _("At the start")
        SIX_WEEKS = "six_weeks", _("After six weeks")
        END = "end", _("At the end")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="answers"
    )
    occasion = models.CharField(max_length=9, choices=Occasion.choices)
    # Question → number, as they were given; what was skipped is null.
    given = models.JSONField(default=dict)
    began_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    # When the person who is named to read them has.
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "measure", "occasion"], name="answers_once"
            )
        ]

    @property
    def numbers(self) -> dict[str, int]:
        return {key: value for key, value in self.given.items() if value is not None}


class Quote(models.Model):
    """Words that somebody ticked for others to read, without their alias."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quotes")
    words = models.CharField(max_length=600)
    may_be_shown = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)


def due_occasion(
    started: datetime, mentored_since: datetime | None, has_ended: bool, now: datetime
) -> str | None:
    """What a person is asked now: at the start, after six weeks, at the end; or nothing."""
    if has_ended:
        return Answers.Occasion.END
    if now - started >= SIX_WEEKS:
        return Answers.Occasion.SIX_WEEKS
    if mentored_since is not None and now - mentored_since >= STILL_BEFORE:
        return None
    return Answers.Occasion.BEFORE
