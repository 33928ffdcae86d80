"""What somebody is told while their mentor is away: until when, and who could write."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from mentoring import taking_on
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship
from people import rest
from people.models import Person
from realtime.later import later as _

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Meanwhile:
    away: Away
    words: str
    stand_in: Person | None = None
    is_agreed: bool = False
    room_id: int | None = None  # of the thread with who stands in, once there is one


def now(mentorship: Mentorship) -> Away | None:
    """The days away of which today is one, on the mentor's clock."""
    today = _today(mentorship.mentor)
    aways = mentorship.mentor.aways.on(today)
    return aways.order_by(F("last_day").desc(nulls_first=True)).first()


def last_day(away: Away) -> date | None:
    """Of this and of what follows without a day between; None if that is a pause."""
    last = away.last_day
    for one in away.person.aways.filter(first_day__gt=away.first_day):
        if last is None or one.first_day > last + A_DAY:
            break
        last = one.last_day and max(last, one.last_day)
    return last


def of(mentorship: Mentorship) -> Meanwhile | None:
    """The next days away of the mentor, or those of now."""
    aways = mentorship.mentor.aways.not_over(_today(mentorship.mentor))
    away = aways.select_related("stand_in").order_by("first_day").first()
    if away is None:
        return None
    if not can_stand_in(away, mentorship):
        return Meanwhile(away, words(away))
    agreed = MeanwhileAgreed.objects.filter(
        away=away, mentorship=mentorship, stand_in=away.stand_in
    )
    pairs = Mentorship.objects.filter(mentee=mentorship.mentee, ended_at=None)
    other = pairs.filter(mentor=away.stand_in).first()
    room_id = other.room_id if other else None
    return Meanwhile(away, words(away), away.stand_in, agreed.exists(), room_id)


def can_stand_in(away: Away, mentorship: Mentorship) -> bool:
    """Whether this mentor may be offered to this person; why not is nobody's to read."""
    person = away.stand_in
    return (
        person is not None
        and person.pk not in (mentorship.mentor_id, mentorship.mentee_id)
        and not taking_on.why_not(person, mentorship.mentee, is_decided=True)
    )


def words(away: Away) -> str:
    if away.last_day is None:
        return _(
            "%(mentor)s is taking a pause. No day is set for its end. "
            "It is nothing you did.",
            mentor=away.person,
        )
    first, last = (date_format(one, "j F") for one in (away.first_day, away.last_day))
    return _(
        "%(mentor)s is away from %(first)s to %(last)s.",
        mentor=away.person,
        first=first,
        last=last,
    )


def _today(person: Person) -> date:
    return timezone.now().astimezone(rest.zone_of(person)).date()
