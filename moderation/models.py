"""Verdicts, flags and the decisions about them, shifts, views of threads."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from moderation import (  # noqa: F401  Django finds their tables here
    aftercare_models,
    appeal_models,
    audit_models,
    cover_models,
    desk_models,
    envelope_models,
    held_models,
    helpline_models,
    note_models,
    paging_models,
    policy_models,
    reading_models,
    rules_models,
    sample_models,
    seconding_models,
    shift_models,
)
from people.models import Person
from realtime.later import later as _
from rooms.models import Message, Room


class Severity(models.TextChoices):
    NONE = "none", "Nothing seen"
    NOTE = "note", "Topic only"
    YELLOW = "yellow", "Yellow: look"
    AMBER = "amber", "Amber: soon"
    RED = "red", "Red: now"
    UNSCANNED = "unscanned", "Not screened"


class Verdict(models.Model):
    """What screening said of a message; every message has one, from the same commit."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="verdict"
    )
    severity = models.CharField(max_length=9, choices=Severity.choices)
    # A list of findings as screening gives them, offsets into the body.
    findings = models.JSONField(default=list)
    version = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)


class Flag(models.Model):
    """Something a moderator must look at: owner, clock, outcome. One open flag a message."""

    class Level(models.TextChoices):
        RED = "red", "Red"
        AMBER = "amber", "Amber"
        YELLOW = "yellow", "Yellow"
        GREEN = "green", "Green"

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        CLAIMED = "claimed", "Taken"
        SECOND = "second", "Waiting for a second person"
        RESOLVED = "resolved", "Done"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="flags")
    position = models.BigIntegerField()
    level = models.CharField(max_length=6, choices=Level.choices)
    concern = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    raised_at = models.DateTimeField(default=timezone.now)
    # The text as it stood when the flag was raised.
    snapshot = models.TextField()
    # What screening found in that text; the message may have been edited since.
    findings = models.JSONField(default=list)
    claimed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    # Its owner waits for something and has said why; it is theirs until then.
    kept_until = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField(null=True, blank=True)
    # When somebody last took it: the board takes turns by it.
    taken_at = models.DateTimeField(null=True, blank=True, db_index=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    # Two people acting on an old view of it: the second is refused.
    version = models.PositiveIntegerField(default=1)
    is_for_lead = models.BooleanField(default=False)
    # When its words went, by age or because their author asked.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message"],
                condition=~models.Q(state="resolved"),
                name="one_open_flag",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["position"])]


class Report(models.Model):
    """Somebody pointed at a message; who is never told to its author."""

    class Door(models.TextChoices):
        WORRIED = "worried", _("I'm worried about this person")
        RULES = "rules", _("This breaks our rules")
        HARD = "hard", _("This was hard for me to read")

    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, related_name="reports"
    )
    flag = models.ForeignKey(
        Flag, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    door = models.CharField(max_length=8, choices=Door.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "by", "door", "flag"], name="one_report_a_door"
            )
        ]


class Outcome(models.TextChoices):
    """What a moderator can do, the least restrictive first."""

    NO_CONCERN = "no_concern", "No concern"
    RETURN = "return", "Let them come back"
    CHECK_IN = "check_in", "Check in with the author"
    WARN = "warn", "Add a content warning"
    COVER = "cover", "Cover the message"
    SLOW = "slow", "Slow the room down for an hour"
    CLOSING = "closing", "Begin the closing round of the room"
    MUTE = "mute", "Mute in this room for a time"
    REMOVE = "remove", "Remove from the room for good"
    SUSPEND = "suspend", "Keep out everywhere until a lead has looked"
    REFER = "refer", "Hand to the safeguarding lead"
    EMERGENCY = "emergency", "Start the emergency procedure"


class Decision(models.Model):
    """What a moderator did about a flag and why; append-only."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="decisions")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    # What the author reads, and which house rule it is about.
    said = models.TextField(blank=True)
    rule = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A decision is never changed; add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A decision is never deleted.")


class Shift(models.Model):
    """A moderator's time of watching, over the rooms they chose."""

    moderator = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="shifts"
    )
    rooms = models.ManyToManyField(Room, related_name="shifts")
    buddy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # When they mean to end; nothing happens by itself.
    until = models.DateTimeField(null=True, blank=True)
    # Concerns they would rather not have today.
    avoids = models.JSONField(default=list)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["moderator"],
                condition=models.Q(ended_at=None),
                name="one_current_shift",
            )
        ]


class CheckIn(models.Model):
    """A private talk: a moderator opened it about a flag, or a member asked for a word."""

    # None where the member asked.
    flag = models.ForeignKey(
        Flag,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="check_ins",
    )
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="check_in")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class ThreadView(models.Model):
    """A moderator looked into a thread: recorded before anything was shown."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="views")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    at = models.DateTimeField(default=timezone.now)
    # The lead may delay telling the pair, with a reason and a date to look again.
    delayed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delay_reason = models.CharField(max_length=400, blank=True)
    delay_review_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
