"""A scheduled live meeting of two people: its states, its times, and who came."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoring.timing_models import OnAClock
from people.models import Person
from realtime.later import later as _
from rooms.models import Message

# A session whose end nobody says stays open a little longer than planned.
STAYS_OPEN = timedelta(minutes=15)


class Phase(StrEnum):
    """Where a session stands at one moment: its state and the clock together."""

    PROPOSED = "proposed"
    AHEAD = "ahead"
    OPEN = "open"
    LIVE = "live"
    ENDED = "ended"
    GONE = "gone"  # declined, cancelled, or never answered in time


class Session(OnAClock):
    """A scheduled live meeting of a mentorship."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Agreed"
        DECLINED = "declined", "Not this time"
        CANCELLED = "cancelled", "Cancelled"
        ENDED = "ended", "Ended"

    calendar_name = "session"

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="sessions"
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Of a session each week, all share this; every one of them can change alone.
    series = models.UUIDField(null=True, blank=True, db_index=True)
    # The agenda is said in the thread, so that it is screened, covered and kept as
    # everything else that one says to the other.
    said = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.PROPOSED
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    # How often its time was changed; calendars ask for that.
    moves = models.PositiveSmallIntegerField(default=0)
    # Set when both are there for the first time.
    live_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Something came between; that is nobody's missing it.
    called_away = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # One of the two would like it to go on; it does once both would.
    wants_longer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "starts_at"])]

    @property
    def agenda(self) -> str:
        """The agenda as readers may see it now."""
        return self.said.shown_body if self.said else ""

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - settings.SESSION_OPENS_BEFORE

    @property
    def closes_at(self) -> datetime:
        return self.ends_at + STAYS_OPEN

    def is_open(self, now: datetime) -> bool:
        return self.phase(now) in {Phase.OPEN, Phase.LIVE}

    def phase(self, now: datetime) -> Phase:
        if self.state == self.State.ENDED:
            return Phase.ENDED
        if self.state == self.State.PROPOSED and now < self.starts_at:
            return Phase.PROPOSED
        if self.state != self.State.ACCEPTED:
            return Phase.GONE
        if now < self.opens_at:
            return Phase.AHEAD
        if now >= self.closes_at:
            return Phase.ENDED
        return Phase.LIVE if self.live_at else Phase.OPEN

    def changes_at(self, now: datetime) -> datetime | None:
        """When the clock alone moves it to its next phase."""
        return {
            Phase.PROPOSED: self.starts_at,
            Phase.AHEAD: self.opens_at,
            Phase.OPEN: self.closes_at,
            Phase.LIVE: self.closes_at,
        }.get(self.phase(now))


class Attendance(models.Model):
    """That somebody came to a session, and their own note about it."""

    class Felt(models.TextChoices):
        HELPED = "helped", _("It helped.")
        FINE = "fine", _("It was all right.")
        HARD = "hard", _("It was hard.")

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="attendances"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    # How it was, in one tap; for themselves and coordinators.
    felt = models.CharField(max_length=6, choices=Felt.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="one_attendance")
        ]
