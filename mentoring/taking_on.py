"""Whether a mentor may take somebody on now: one answer for every door to a pair."""

from django.utils import timezone
from django.utils.formats import date_format

from mentoring import waiting
from mentoring.models import Away, Request, Volunteer
from people.models import Person, Role
from realtime.later import later as _

# Said of a never-match and of much else, so that nobody learns which it is.
CANNOT_BE_PAIRED = "These two cannot be paired. Choose another mentor."


def why_not(mentor: Person, mentee: Person, *, is_decided: bool = False) -> str:
    """Why they may not, in words for a coordinator; nothing where they may.

    Room, language and days away are left to whoever decides: a coordinator by hand, or
    the mentor with their own yes. Nobody decides over checks and never-matches.
    """
    found = Volunteer.objects.filter(person=mentor).prefetch_related("checks").first()
    never = _why_never(mentor, mentee) or _why_not_in_order(mentor, found)
    if never or is_decided:
        return never
    return _why_not_today(mentor, mentee, found)


def away_words(away: Away) -> str:
    """For a coordinator: since when, or until when."""
    if away.last_day is None:
        return f"{away.person} has paused since {date_format(away.first_day, 'j F')}."
    return f"{away.person} is away now, until {date_format(away.last_day, 'j F')}."


def _why_never(mentor: Person, mentee: Person) -> str:
    if mentor.role != Role.MENTOR:
        return _("%(mentor)s is not a mentor. A lead can change that.", mentor=mentor)
    if mentor.is_suspended():
        return _("%(person)s cannot come in at the moment.", person=mentor)
    if waiting.are_apart(mentor, mentee):
        return CANNOT_BE_PAIRED
    return ""


def _why_not_in_order(mentor: Person, volunteer: Volunteer | None) -> str:
    state = volunteer.state if volunteer else ""
    if state in {Volunteer.State.STOPPED, Volunteer.State.DECLINED}:
        return f"{mentor} is a mentor to nobody new."
    # A lead can make somebody a mentor without an offer: then nothing is noted of them.
    lacking = waiting.asked_of_mentors()
    if volunteer:
        lacking = waiting.missing(volunteer, timezone.localdate(), lacking)
    if lacking:
        names = ", ".join(one.name for one in lacking)
        return f"{mentor} can take nobody now. To renew: {names}."
    return ""


def _why_not_today(mentor: Person, mentee: Person, found: Volunteer | None) -> str:
    if away := waiting.away_on(mentor, timezone.localdate()):
        return away_words(away)
    if found and not waiting.places_of(found):
        return f"{mentor} has no room for one more now."
    asked = Request.objects.filter(person=mentee).order_by("asked_at").last()
    if found and asked and not set(found.languages) & set(asked.languages):
        return f"{mentor} and {mentee} have no language in common."
    return ""
