"""What days away need by time; every job may run twice, and on two machines."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import meanwhile, waiting
from mentoring.actions.settling import tell
from mentoring.actions.standing_in import write_meanwhile
from mentoring.actions.supporting import coordinators
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship
from mentoring.one_by_one import each
from mentoring.session_clock import REMINDERS
from people.actions import Refused, notify
from people.models import Person
from people.said import said

NAMED = gettext_noop(
    "%(who)s is away from %(first)s to %(last)s and hopes you stand in. "
    "If you can’t, tell them."
)
IS_AWAY = gettext_noop(
    "%(who)s is away from %(first)s to %(last)s. "
    "Say in your thread who may write to you meanwhile."
)


def keep_aways() -> None:
    """Tells who stands in and whom it is for; opens threads as they were agreed."""
    each(_aways(), _tell)
    each(_due(), _open)


def _aways() -> Iterable[Away]:
    aways = Away.objects.exclude(stand_in=None).select_related("person", "stand_in")
    return [one for one in aways if _today(one.person) <= one.last_day]


def _tell(away: Away) -> None:
    pairs = Mentorship.objects.filter(mentor=away.person, ended_at=None)
    asked = [
        pair
        for pair in pairs.select_related("mentor", "mentee")
        if meanwhile.can_stand_in(away, pair)
    ]
    days = {"first": away.first_day, "last": away.last_day}
    for pair in asked:
        words = said(IS_AWAY, who=away.person, **days)
        key = _key(f"away:{away.pk}:{pair.pk}", pair.mentee)
        tell(pair, pair.mentee, words, kind="thread", key=key)
    if asked and away.stand_in:
        words = said(NAMED, who=away.person, **days)
        key = _key(f"away:{away.pk}", away.stand_in)
        link = reverse("threads")
        notify(away.stand_in, kind="thread", words=words, link=link, key=key)


def _due() -> Iterable[MeanwhileAgreed]:
    agreed = MeanwhileAgreed.objects.filter(
        is_done=False, mentorship__ended_at=None
    ).select_related("away__person", "away__stand_in", "stand_in", "mentorship__mentee")
    days = ((one, one.away, _today(one.away.person)) for one in agreed)
    return [one for one, away, on in days if away.first_day <= on <= away.last_day]


def _open(agreed: MeanwhileAgreed) -> None:
    try:
        write_meanwhile(agreed)
    except Refused as no:
        who = agreed.mentorship.mentee
        words = (
            f"Nobody stands in for {who} while {agreed.away.person} is away. {no.words}"
        )
        for person in coordinators():
            key = _key(f"away:{agreed.pk}:nobody", person)
            link = reverse("pair")
            notify(person, kind="programme", words=words, link=link, key=key)


def _today(person: Person) -> date:
    return timezone.now().astimezone(waiting.zone_of(person)).date()


def _key(occasion: str, person: Person) -> uuid.UUID:
    return uuid.uuid5(REMINDERS, f"{occasion}:{person.pk}")
