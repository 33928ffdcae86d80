"""What days away and pauses need by time; every job may run twice, and on two machines."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import meanwhile, stand_ins
from mentoring.actions.settling import tell
from mentoring.actions.standing_in import end_standing_in, note_back, write_meanwhile
from mentoring.actions.supporting import coordinators
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship, StandingIn
from mentoring.session_clock import REMINDERS
from people import rest
from people.actions import Refused, notify
from people.models import Person
from people.said import Said, said
from realtime.one_by_one import each

NAMED = gettext_noop(
    "%(who)s is away from %(first)s to %(last)s and hopes you stand in. "
    "If you can’t, tell them."
)
NAMED_FOR_PAUSE = gettext_noop(
    "%(who)s is taking a pause and hopes you stand in. If you can’t, tell them."
)
IS_AWAY = gettext_noop(
    "%(who)s is away from %(first)s to %(last)s. "
    "Say in your thread who may write to you meanwhile."
)
PAUSES = gettext_noop(
    "%(who)s is taking a pause. It is nothing you did. Your thread says more."
)
STILL_PAUSES = gettext_noop(
    "You have paused since %(first)s. That is all right. "
    "When you are back, say so under My hours."
)
# So often a pause is brought to mind again, so that nobody is forgotten.
REMIND_EVERY = timedelta(weeks=6)


def keep_aways() -> None:
    """Tells whom it is for and who stands in; opens threads as they were agreed."""
    try:
        each(_aways(), _tell)
    finally:
        each(_due(), _open)


def keep_stand_ins() -> None:
    """Notes who is back; a thread that nobody needs any more ends kindly."""
    each(stand_ins.open_now(), _keep_stand_in)


def _keep_stand_in(one: StandingIn) -> None:
    is_back = stand_ins.is_back(one.instead_of)
    if is_back != (one.back_at is not None):
        note_back(one, is_back)
    elif stand_ins.may_end(one):
        end_standing_in(one)


def remind_of_pauses() -> None:
    """Coordinators hear of a pause, and every six weeks again; then the mentor does too."""
    each(Away.objects.pauses().select_related("person"), _remind)


def _aways() -> Iterable[Away]:
    found = Away.objects.select_related("person", "stand_in")
    for away in found.exclude(stand_in=None) | found.pauses():
        if not away.is_over(_today(away.person)):
            yield away


def _tell(away: Away) -> None:
    pairs = Mentorship.objects.filter(mentor=away.person, ended_at=None)
    found = list(pairs.select_related("mentor", "mentee"))
    asked = [pair for pair in found if meanwhile.can_stand_in(away, pair)]
    # In a pause, somebody else can be named; then all hear it anew.
    told = f"away:{away.pk}:{away.stand_in_id}" if away.is_pause else f"away:{away.pk}"
    for pair in found if away.is_pause else asked:
        key = _key(f"{told}:{pair.pk}", pair.mentee)
        words = _words(away, PAUSES, IS_AWAY)
        tell(pair, pair.mentee, words, kind="thread", key=key)
    if asked and away.stand_in:
        key = _key(told, away.stand_in)
        words, link = _words(away, NAMED_FOR_PAUSE, NAMED), reverse("threads")
        notify(away.stand_in, kind="thread", words=words, link=link, key=key)


def _words(away: Away, pause: str, days: str) -> Said:
    if away.is_pause:
        return said(pause, who=away.person)
    return said(days, who=away.person, first=away.first_day, last=away.last_day)


def _remind(away: Away) -> None:
    who, since = away.person, _today(away.person) - away.first_day
    # Whoever travels west may be back in the day before.
    times = max(0, since // REMIND_EVERY)
    occasion, link = f"pause:{away.pk}:{times}", reverse("programme")
    words = f"{who} has paused. Nobody new is suggested to them."
    if times:
        words = f"{who} is still pausing. You could ask how they are."
        told = said(STILL_PAUSES, first=away.first_day)
        _notify(occasion, who, told, reverse("my_hours"))
    for person in coordinators():
        _notify(occasion, person, words, link)


def _due() -> Iterable[MeanwhileAgreed]:
    agreed = MeanwhileAgreed.objects.filter(
        is_done=False, mentorship__ended_at=None, stand_in=F("away__stand_in")
    ).select_related("away__person", "away__stand_in", "stand_in", "mentorship__mentee")
    return [one for one in agreed if one.away.covers(_today(one.away.person))]


def _open(agreed: MeanwhileAgreed) -> None:
    try:
        write_meanwhile(agreed)
    except Refused as no:
        who = agreed.mentorship.mentee
        words = (
            f"Nobody stands in for {who} while {agreed.away.person} is away. {no.words}"
        )
        for person in coordinators():
            _notify(f"away:{agreed.pk}:nobody", person, words, reverse("pair"))


def _notify(occasion: str, person: Person, words: str | Said, link: str) -> None:
    key = _key(occasion, person)
    notify(person, kind="programme", words=words, link=link, key=key)


def _today(person: Person) -> date:
    return timezone.now().astimezone(rest.zone_of(person)).date()


def _key(occasion: str, person: Person) -> uuid.UUID:
    return uuid.uuid5(REMINDERS, f"{occasion}:{person.pk}")
