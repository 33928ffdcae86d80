"""Rooms, who is in them, what they wrote, and the reactions that hang on it."""

import hmac
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from realtime import drift
from realtime.later import later as _
from rooms import circle_models, hours_models, states, words  # noqa: F401  tables
from rooms.states import State


class Room(models.Model):
    """A place where people talk live; one-to-one threads and check-ins are rooms too."""

    class Kind(models.TextChoices):
        ROOM = "room", "Room"
        THREAD = "thread", "Thread"
        CHECK_IN = "check_in", "Check-in"
        # A mentor with the coordinators, about a mentorship.
        SUPPORT = "support", "Mentor and coordinators"
        # Where the machinery tries itself; no person is ever in it.
        CANARY = "canary", "Canary"

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ROOM)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300, blank=True)
    rules = models.TextField(blank=True)
    # Anybody signed in may join an open room; the others are by invitation.
    is_open_to_all = models.BooleanField(default=True)
    needs_cover = models.BooleanField(default=True)
    # Moderation renews this while a moderator on shift is really there.
    covered_until = models.DateTimeField(null=True, blank=True)
    # Moderation renews this while somebody is at work on a red flag from here.
    stays_open_until = models.DateTimeField(null=True, blank=True)
    # The span of its hours that is on or comes next; empty where nothing is planned.
    has_hours = models.BooleanField(default=False)
    open_from = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    # The break that is on now, by its name.
    shut_for = models.CharField(max_length=40, blank=True)
    # Moderation's plan: when somebody is next to watch over it.
    next_watch_at = models.DateTimeField(null=True, blank=True)
    # Slow mode, for everybody in the room.
    slow_seconds = models.PositiveSmallIntegerField(default=0)
    slow_until = models.DateTimeField(null=True, blank=True)
    # Many people write at once; another room may be calmer.
    busy_until = models.DateTimeField(null=True, blank=True)
    calmer = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Where screening fails, a moderator reads a message before the room does.
    holds_unscreened = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    # A circle goes on: who writes is a matter of turns.
    has_circle = models.BooleanField(default=False)
    # For whoever looks before joining: examples, one a line, and who keeps it.
    fine = models.TextField(blank=True)
    not_fine = models.TextField(blank=True)
    kept_by = models.CharField(max_length=120, blank=True)
    # For trying things out: a first word here is no first word to people.
    is_practice = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @property
    def stream(self) -> str:
        return f"room:{self.pk}"

    def is_covered(self, now: datetime) -> bool:
        return self.covered_until is not None and self.covered_until > now

    def pause(self, now: datetime) -> int:
        """Seconds that everybody waits between two messages; 0 without slow mode."""
        is_slow = self.slow_until is not None and self.slow_until > now
        return self.slow_seconds if is_slow else 0

    def is_busy(self, now: datetime) -> bool:
        return self.busy_until is not None and self.busy_until > now

    def state(self, now: datetime) -> State:
        return states.state(self, now)

    def takes_messages(self, now: datetime) -> bool:
        """Whether everybody here sees at once what is written."""
        return self.state(now) in {State.OPEN, State.CLOSING}


class Membership(models.Model):
    """Somebody in a room, and what holds for them there."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="memberships"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    muted_until = models.DateTimeField(null=True, blank=True)
    # Here just to listen, by their own choice.
    is_listening = models.BooleanField(default=False)
    # A moderator lets this peer host circles here.
    may_host = models.BooleanField(default=False)
    # Up to which place its owner has read; nobody else's business, and without a time.
    last_read = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_membership")
        ]

    def is_current(self) -> bool:
        return self.left_at is None and self.removed_at is None

    def muted_for(self) -> timedelta:
        return drift.left_until(self.muted_until)


class Message(models.Model):
    """What somebody wrote, once, at its place in the room."""

    class State(models.TextChoices):
        SHOWN = "shown", "Shown"
        COVERED = "covered", "Covered by a moderator"
        TAKEN_BACK = "taken_back", "Taken back by its author"
        # Only its author and moderators see it, and it has no place yet.
        HELD = "held", "Waiting for a moderator"
        REFUSED = "refused", "Held, and not shown"
        # Its words and its place are gone; a flag still points at it.
        EXPIRED = "expired", "Gone, because of its age"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="messages"
    )
    cid = models.UUIDField()
    # Its place in the conversation, for ever; none until a held message is released.
    seq = models.BigIntegerField(null=True, blank=True)
    # Its last change on the room's stream; 0 while it has no place there.
    position = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    body = models.TextField()
    # Knows a retry from another text under the same cid, after the body is gone too.
    fingerprint = models.CharField(max_length=32)
    warning = models.CharField(max_length=60, blank=True)
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    # Why a held message is not shown, by its name in rooms.held_words.WHY_NOT.
    why_not = models.CharField(max_length=8, blank=True)
    # Whom its words call by name: [[person id, the name as written], …].
    mentions = models.JSONField(default=list, blank=True)
    # When a held message was given its place: long after it was written, perhaps.
    released_at = models.DateTimeField(null=True, blank=True)
    # When its author last changed the words.
    edited_at = models.DateTimeField(null=True, blank=True)
    # Screening saw a heavy topic; covered for readers who asked for that today.
    is_heavy = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_place"),
            models.UniqueConstraint(fields=["cid", "author", "room"], name="one_cid"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["room", "position"]),
            models.Index(
                fields=["room", "author"], condition=Q(seq=None), name="without_a_place"
            ),
        ]

    @property
    def said(self) -> str:
        """The text as screening and moderators read it."""
        return words.said(self.body, self.warning)

    @property
    def shown_body(self) -> str:
        """The text as readers may see it now."""
        return self.body if self.state == self.State.SHOWN else ""


class Reaction(models.Model):
    """An answer when words fail."""

    class Kind(models.TextChoices):
        HEAR = "hear", _("I hear you")
        THINKING = "thinking", _("Thinking of you")
        HELPED = "helped", _("This helped")
        ME_TOO = "me_too", _("Me too")

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="reactions"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # Unknown for those given before it was kept.
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "person", "kind"], name="one_reaction_of_a_kind"
            )
        ]


class HiddenPerson(models.Model):
    """Whom somebody would rather not read; nobody else is told."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hides")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Their words stay; only what they hang on words is not shown.
    only_reactions = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "person"], name="hidden_person_once"
            )
        ]


class HiddenWord(models.Model):
    """What somebody would rather not read about; nobody else is told."""

    owner = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="hidden_words"
    )
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "word"], name="hidden_word_once")
        ]


def fingerprint(body: str) -> str:
    digest = hmac.digest(settings.SECRET_KEY.encode(), body.encode(), "sha256")
    return digest.hex()[:32]
