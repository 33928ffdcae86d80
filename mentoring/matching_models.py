"""Asking for a mentor, and the steps from a suggestion to a pair."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentoring.volunteering_models import Topic
from people.models import Person
from realtime.later import later as _


class Request(models.Model):
    """Somebody would like a mentor; what would help, and what matters to them."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MATCHED = "matched", "Has a mentor"
        WITHDRAWN = "withdrawn", "Taken back"

    class Answer(models.TextChoices):
        SHORT = "short", _("A few lines, often")
        LONG = "long", _("Longer letters, now and then")
        LIVE = "live", _("Mostly live, at a time we agree")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="mentor_requests"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    languages = models.JSONField(default=list)
    gender = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    # Somebody sat beside them and helped to fill it in.
    with_befriender = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting"),
                name="one_waiting_request",
            )
        ]


class Match(models.Model):
    """One mentor for one request, as a coordinator chose; first the mentor is asked."""

    class State(models.TextChoices):
        NEXT = "next", "Asked if the one before says no"
        MENTOR = "mentor", "The mentor is asked"
        MENTEE = "mentee", "The mentee is asked"
        PAIRED = "paired", "Paired"
        MENTOR_NO = "mentor_no", "The mentor said no"
        MENTEE_NO = "mentee_no", "The mentee said no"
        LAPSED = "lapsed", "No answer in time"
        REJECTED = "rejected", "A coordinator decided against it"
        DROPPED = "dropped", "Not needed any more"

    OPEN: ClassVar = [State.MENTOR, State.MENTEE]
    # After these the same two are not suggested to each other again.
    NOT_AGAIN: ClassVar = [
        State.MENTOR_NO,
        State.MENTEE_NO,
        State.LAPSED,
        State.REJECTED,
    ]

    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="matches"
    )
    mentor = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="matches_offered"
    )
    state = models.CharField(max_length=9, choices=State.choices)
    order = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    mentorship = models.OneToOneField(
        "mentoring.Mentorship",
        null=True,
        on_delete=models.SET_NULL,
        related_name="match",
    )

    class Meta:
        constraints: ClassVar = [
            # Two coordinators at once cannot both match one person.
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state__in=["mentor", "mentee"]),
                name="one_open_match",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "answer_by"])]
