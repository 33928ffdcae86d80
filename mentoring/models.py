"""Mentorships; and where every other row of the programme is found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mentoring import ending_models  # noqa: F401  Django finds its tables here
from mentoring.away_models import Away, MeanwhileAgreed, StandingIn
from mentoring.care_models import HostGone, Missed, Reminding
from mentoring.connection_models import Connection
from mentoring.delivery_models import ReadingTimes, Undelivered
from mentoring.face_models import FaceMeeting, FacePair
from mentoring.goal_models import Goal, OwnNotes, Step
from mentoring.group_models import Group, Place, SmallCircle
from mentoring.import_models import VolunteerFile
from mentoring.keeping_models import Draft, Phrase
from mentoring.matching_models import Match, Request
from mentoring.promise_models import CalendarFeed, ReplyPromise
from mentoring.session_models import Attendance, Phase, Session
from mentoring.support_models import Support, Worry
from mentoring.timing_models import OtherTime
from mentoring.volunteering_models import (
    Apart,
    Check,
    Requirement,
    Topic,
    Volunteer,
    WeeklyHours,
)
from people.models import Person
from rooms.models import Room

__all__ = [
    "Apart",
    "Attendance",
    "Away",
    "CalendarFeed",
    "Check",
    "Connection",
    "Draft",
    "FaceMeeting",
    "FacePair",
    "Goal",
    "Group",
    "HostGone",
    "Match",
    "MeanwhileAgreed",
    "Mentorship",
    "Missed",
    "OtherTime",
    "OwnNotes",
    "Phase",
    "Phrase",
    "Place",
    "ReadingTimes",
    "Reminding",
    "ReplyPromise",
    "Request",
    "Requirement",
    "Session",
    "SmallCircle",
    "StandingIn",
    "Step",
    "Support",
    "Topic",
    "Undelivered",
    "Volunteer",
    "VolunteerFile",
    "WeeklyHours",
    "Worry",
]


class Mentorship(models.Model):
    """One mentor and one mentee, from being paired to a good ending."""

    mentor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentorships_given"
    )
    mentee = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentorships_had"
    )
    room = models.OneToOneField(
        Room, on_delete=models.PROTECT, related_name="mentorship"
    )
    paired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=Q(ended_at=None),
                name="one_current_mentorship",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")), name="two_different_people"
            ),
        ]

    @property
    def pair(self) -> tuple[Person, Person]:
        return self.mentor, self.mentee

    def other(self, person: Person) -> Person:
        return self.mentee if person.pk == self.mentor_id else self.mentor

    def is_current(self) -> bool:
        return self.ended_at is None
