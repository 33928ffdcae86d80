"""Persons, their recovery codes, invitations to join, and what reaches them privately."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from people import said
from people.aliases import alias_key
from realtime import drift
from realtime.later import later as _


class Role(models.TextChoices):
    PEER = "peer", _("Peer")
    MENTOR = "mentor", _("Mentor")
    MODERATOR = "moderator", _("Moderator")
    COORDINATOR = "coordinator", _("Coordinator")
    LEAD = "lead", _("Safeguarding lead")
    # The community's own voice: nobody signs in with it, and no one is given it.
    HOST = "host", _("The house")


class Pace(models.TextChoices):
    """When what others write comes to somebody's page."""

    LIVE = "live", _("As they are written")
    SLOW = "slow", _("Together, every 30 seconds")
    ASKED = "asked", _("Only when I ask")


FIRST_WEEK = timedelta(days=7)
# What a lead may make of somebody.
GIVEN_ROLES = [role for role in Role if role != Role.HOST]
STAFF_ROLES = frozenset({Role.MODERATOR, Role.COORDINATOR, Role.LEAD})


class People(BaseUserManager["Person"]):
    """Finds people by alias; making one is people.actions.register."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(alias_key=alias_key(username or ""))


class Person(AbstractBaseUser):
    """An account: an alias, a role, and nothing that outs anybody."""

    alias = models.CharField(max_length=30)
    # What the alias looks like to a reader; two people never share it.
    alias_key = models.CharField(max_length=120, unique=True)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PEER)
    joined_at = models.DateTimeField(default=timezone.now)
    time_zone = models.CharField(max_length=64, blank=True)
    # "" as the browser was told; what is sent while nobody looks is English then.
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    suspended_until = models.DateTimeField(null=True, blank=True)
    is_adult = models.BooleanField(default=False)
    shows_typing = models.BooleanField(default=False)
    # Whether others in a room may see that this person is there.
    shows_presence = models.BooleanField(default=False)
    pace = models.CharField(max_length=5, choices=Pace.choices, default=Pace.LIVE)
    # Peers see that somebody is new only if they chose so.
    shows_first_week = models.BooleanField(default=False)
    # On a break until then; signing in ends it.
    away_until = models.DateTimeField(null=True, blank=True)
    # They asked to leave for good, and can come back until then by signing in.
    leaves_at = models.DateTimeField(null=True, blank=True)
    # Gone since then; their row stays for what others wrote to and about them.
    left_at = models.DateTimeField(null=True, blank=True)
    # Part of every session's proof: one more ends all of them.
    session_round = models.PositiveIntegerField(default=0)
    # Heavy topics stay covered for this person until then.
    heavy_hidden_until = models.DateTimeField(null=True, blank=True)
    # "" as the community has it, "never", or hours such as "22-08".
    quiet_hours = models.CharField(max_length=5, blank=True)
    # Pages without pictures, for who counts every byte.
    text_only = models.BooleanField(default=False)
    # On a home screen: a name and a sign that say nothing of this place.
    plain_app = models.BooleanField(default=False)
    # Nobody: the author of what the machinery writes to try itself.
    is_canary = models.BooleanField(default=False)

    # When somebody last signed in is nobody's business.
    last_login = None

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=models.Q(shows_presence=True),
                name="people_who_are_seen",
            )
        ]

    USERNAME_FIELD = "alias_key"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["alias"]
    objects = People()

    def __str__(self) -> str:
        return self.alias

    @property
    def is_staff_member(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_moderator(self) -> bool:
        """May review flags: moderators, and leads who answer for them."""
        return self.role in {Role.MODERATOR, Role.LEAD}

    @property
    def is_coordinator(self) -> bool:
        return self.role in {Role.COORDINATOR, Role.LEAD}

    @property
    def is_lead(self) -> bool:
        return self.role == Role.LEAD

    @property
    def is_new(self) -> bool:
        """In the first week, when a welcome matters most."""
        return self.role == Role.PEER and self.joined_at > timezone.now() - FIRST_WEEK

    def hides_heavy(self) -> bool:
        until = self.heavy_hidden_until
        return until is not None and until > timezone.now()

    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until > timezone.now()

    def get_session_auth_hash(self) -> str:
        return self._in_this_round(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for earlier in super().get_session_auth_fallback_hash():
            yield self._in_this_round(earlier)

    def _in_this_round(self, proof: str) -> str:
        return f"{proof}:{self.session_round}" if self.session_round else proof

    def is_suspended(self) -> bool:
        """Suspended people may read help and nothing else."""
        if not self.is_active:
            return True
        return bool(drift.left_until(self.suspended_until))


class RecoveryCode(models.Model):
    """One of eight codes shown once; opens the account when the passphrase is lost."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)


class Invitation(models.Model):
    """A code that lets somebody sign up; made by a coordinator."""

    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=80, blank=True)
    uses_left = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()


class RoleChange(models.Model):
    """Who gave whom which role, and why; append-only."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="role_changes"
    )
    by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A role change is never changed; make another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A role change is never deleted.")


class Attempt(models.Model):
    """A try at something that is limited: signing in, signing up, using a code."""

    kind = models.CharField(max_length=12)
    # A keyed hash of an alias or an address; neither is kept.
    key = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "key", "at"])]


class Notice(models.Model):
    """Something for one person only; a row of their inbox, the stream me:<id>."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    position = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    # What it is about (help, note, session, thread_viewed, …): the template it fills.
    kind = models.CharField(max_length=24)
    # In English, whoever reads it.
    words = models.CharField(max_length=400)
    # The same as it stands in the catalogue, if it has gaps, and what fills them.
    pattern = models.CharField(max_length=400, blank=True)
    values = models.JSONField(default=dict, blank=True)
    link = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    # It came in quiet hours or on a break: it waits, and pops up nowhere.
    is_quiet = models.BooleanField(default=False)
    # Writing the same notice twice (a retried job) leaves one.
    key = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "position"])]

    @property
    def said(self) -> str:
        """In the language of whoever reads it."""
        return said.read(self.pattern or self.words, self.values)
