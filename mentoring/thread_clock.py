"""What threads need by time; every job may run twice, and on two machines."""

import uuid

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import promises
from mentoring.actions import counting, delivering, ending, keeping
from mentoring.actions.settling import tell
from mentoring.actions.supporting import coordinators
from mentoring.ending_models import Ending
from mentoring.models import Mentorship
from mentoring.session_clock import REMINDERS
from people.actions import notify
from people.models import Person
from people.said import said
from realtime.one_by_one import each

COMES_NEAR = gettext_noop(
    "Your last day with %(who)s comes in a week or less. See what is next."
)
CANNOT_WRITE = gettext_noop(
    "%(who)s can’t write to you or meet you now. It is nothing you did. "
    "A coordinator knows."
)
KEPT_OUT = gettext_noop("%(mentor)s can’t come in now. %(mentee)s has been told that.")


def deliver() -> None:
    """Tells people that they were written to, at the times they chose."""
    delivering.deliver_due()


def forget_old_drafts() -> None:
    keeping.forget_old_drafts()


def count_answers() -> None:
    """Each promise by itself, so that no message waits behind all of them."""
    each(promises.uncounted(), counting.count_answers)


def end_planned() -> None:
    """Tells both that their last day comes near; ends what was to end by then."""
    try:
        each(ending.near(), _tell_of_last_day)
    finally:
        each(ending.over(), ending.end_if_over)


def _tell_of_last_day(near: Ending) -> None:
    for person in near.mentorship.pair:
        words = said(COMES_NEAR, who=near.mentorship.other(person))
        key = _key(f"ending:{near.pk}:{near.last_day}", person)
        tell(near.mentorship, person, words, kind="thread", key=key)


def tell_of_absent_mentors() -> None:
    """A mentor was kept out, perhaps in a session: who waits for them must not guess why."""
    now = timezone.now()
    out = Mentorship.objects.filter(ended_at=None).exclude(mentor__is_active=True)
    out |= Mentorship.objects.filter(ended_at=None, mentor__suspended_until__gt=now)
    each(out.select_related("mentor", "mentee"), _tell_of_absence)


def _tell_of_absence(pair: Mentorship) -> None:
    occasion = f"absent:{pair.pk}:{pair.mentor.suspended_until}"
    words = said(CANNOT_WRITE, who=pair.mentor)
    tell(pair, pair.mentee, words, kind="thread", key=_key(occasion, pair.mentee))
    told = said(KEPT_OUT, mentor=pair.mentor, mentee=pair.mentee)
    for person in coordinators():
        key = _key(occasion, person)
        notify(person, kind="programme", words=told, link=reverse("pair"), key=key)


def _key(occasion: str, person: Person) -> uuid.UUID:
    return uuid.uuid5(REMINDERS, f"{occasion}:{person.pk}")
