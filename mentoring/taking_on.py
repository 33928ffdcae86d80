"""Whether a mentor may take somebody on now: one answer for every door to a pair."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from mentoring import carrying, in_order, told
from mentoring.models import Away, Request, Requirement, Volunteer
from people.models import Person, Role
from realtime.later import later as _

# Said of a never-match and of much else, so that nobody learns which it is.
CANNOT_BE_PAIRED = "These two cannot be paired. Choose another mentor."


def why_not(mentor: Person, mentee: Person, *, is_decided: bool = False) -> str:
    """Why they may not, in words for a coordinator; nothing where they may.

    Room, language and days away are left to whoever decides: a coordinator by hand, or
    the mentor with their own yes. Nobody decides over checks and never-matches.
    """
    day, asked = timezone.localdate(), in_order.asked_of_mentors()
    found = Volunteer.objects.filter(person=mentor).prefetch_related("checks").first()
    never = (
        _why_no_mentor(mentor)
        or _why_apart(mentor, mentee)
        or _why_not_in_order(mentor, found, day, asked)
    )
    if never or is_decided:
        return never
    return _why_away(mentor, day) or _why_no_room(mentor, mentee, found)


def why_nobody(volunteer: Volunteer, day: date, asked: Sequence[Requirement]) -> str:
    """Of the mentor alone, whoever the mentee is; for many mentors at once."""
    mentor = volunteer.person
    return (
        _why_no_mentor(mentor)
        or _why_not_in_order(mentor, volunteer, day, asked)
        or _why_away(mentor, day)
    )


def _why_away(mentor: Person, day: date) -> str:
    """For a coordinator: since when, or until when."""
    away = next((one for one in mentor.aways.all() if one.covers(day)), None)
    return _away_words(mentor, away) if away else ""


def _away_words(mentor: Person, away: Away) -> str:
    if away.last_day is None:
        return f"{mentor} has paused since {date_format(away.first_day, 'j F')}."
    return f"{mentor} is away now, until {date_format(away.last_day, 'j F')}."


def _why_no_mentor(mentor: Person) -> str:
    if mentor.role != Role.MENTOR:
        return _("%(mentor)s is not a mentor. A lead can change that.", mentor=mentor)
    if mentor.is_suspended():
        return _("%(person)s cannot come in at the moment.", person=mentor)
    return ""


def _why_apart(mentor: Person, mentee: Person) -> str:
    return CANNOT_BE_PAIRED if told.are_apart(mentor, mentee) else ""


def _why_not_in_order(
    mentor: Person,
    volunteer: Volunteer | None,
    day: date,
    asked: Sequence[Requirement],
) -> str:
    state = volunteer.state if volunteer else ""
    if state in {Volunteer.State.STOPPED, Volunteer.State.DECLINED}:
        return f"{mentor} is a mentor to nobody new."
    # A lead can make somebody a mentor without an offer: then nothing is noted of them.
    lacking = in_order.missing(volunteer, day, asked) if volunteer else asked
    if lacking:
        names = ", ".join(one.name for one in lacking)
        return f"{mentor} can take nobody now. To renew: {names}."
    return ""


def _why_no_room(mentor: Person, mentee: Person, found: Volunteer | None) -> str:
    if found and not carrying.places_of(found):
        return f"{mentor} has no room for one more now."
    asked = Request.objects.filter(person=mentee).order_by("asked_at").last()
    if found and asked and not set(found.languages) & set(asked.languages):
        return f"{mentor} and {mentee} have no language in common."
    return ""
