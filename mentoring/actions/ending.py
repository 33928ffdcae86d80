"""Ending well: a last day that both know, and what was gained, in the mentee's words."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentoring.actions.pairing import end_mentorship
from mentoring.actions.saying import say
from mentoring.actions.settling import (
    refuse_ended,
    refuse_others,
    see_notices,
    settling,
    tell,
)
from mentoring.ending_models import Ending
from mentoring.labels import labelled
from mentoring.models import Mentorship
from people.actions import Refused
from people.models import Person
from people.rest import zone_of
from people.said import said
from realtime.writer import change

FURTHEST = timedelta(days=366)
NEAR = timedelta(days=7)
LONGEST = 1_000
NAMED = gettext_noop("%(who)s has named a last day for your thread. You can change it.")
TAKEN_BACK = gettext_noop("%(who)s has taken the last day back. Your thread goes on.")


@change
def plan_ending(mentorship: Mentorship, last_day: date, *, by: Person) -> Ending:
    """Either of the two names a last day, or another one; the other is told."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        today = timezone.now().astimezone(zone_of(by)).date()
        if last_day < today:
            raise Refused(_("That day is over. Choose a later one."), "last_day")
        if last_day > today + FURTHEST:
            words = _("That is more than a year away. Choose a nearer day.")
            raise Refused(words, "last_day")
        ending, _is_new = Ending.objects.update_or_create(
            mentorship=found, defaults={"last_day": last_day, "planned_by": by}
        )
        _tell_other(found, by, NAMED)
    return ending


@change
def drop_ending(mentorship: Mentorship, *, by: Person) -> None:
    """It goes on after all."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        planned = Ending.objects.filter(mentorship=found).exclude(last_day=None)
        if planned.update(last_day=None, planned_by=None):
            _tell_other(found, by, TAKEN_BACK)


@change
def say_gained(mentorship: Mentorship, words: str, *, by: Person) -> Ending:
    """What somebody gained, said to their mentor in the thread."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if by.pk != found.mentee_id:
            raise Refused(_("Only the one who is supported says that."), "words")
        if not words.strip():
            raise Refused(_("Write it in a few words."), "words")
        if len(words) > LONGEST:
            raise Refused(_("Use 1,000 characters at most."), "words")
        text = labelled(_("What I take with me"), words.strip())
        message = say(found.room, text, by=by, field="words")
        ending, _is_new = Ending.objects.update_or_create(
            mentorship=found, defaults={"gained": message}
        )
    return ending


def _tell_other(mentorship: Mentorship, by: Person, words: str) -> None:
    see_notices(mentorship, by)
    tell(mentorship, mentorship.other(by), said(words, who=by), kind="thread")


def near() -> Iterable[Ending]:
    """Those of which both should hear, a week ahead."""
    until = timezone.localdate() + NEAR
    found = Ending.objects.filter(mentorship__ended_at=None, last_day__lte=until)
    return found.select_related("mentorship__mentor", "mentorship__mentee")


def over() -> Iterable[Ending]:
    """Those whose last day may be over; where the mentee lives decides."""
    latest = timezone.now().date() + timedelta(days=1)
    found = Ending.objects.filter(mentorship__ended_at=None, last_day__lt=latest)
    return found.select_related("mentorship__mentee")


def end_if_over(ending: Ending) -> None:
    zone = zone_of(ending.mentorship.mentee)
    if ending.last_day and ending.last_day < timezone.now().astimezone(zone).date():
        end_mentorship(ending.mentorship, by=None)
