"""What somebody is told while their mentor is away: until when, and who could write."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from mentoring import taking_on, waiting
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship
from people.models import Person
from realtime.later import later as _


@dataclass(frozen=True)
class Meanwhile:
    away: Away
    words: str
    stand_in: Person | None = None
    is_agreed: bool = False
    room_id: int | None = None  # of the thread with who stands in, once there is one


def now(mentorship: Mentorship) -> Away | None:
    """The days away of which today is one, on the mentor's clock."""
    today = timezone.now().astimezone(waiting.zone_of(mentorship.mentor)).date()
    aways = mentorship.mentor.aways.filter(first_day__lte=today, last_day__gte=today)
    return aways.order_by("-last_day").first()


def of(mentorship: Mentorship) -> Meanwhile | None:
    """The next days away of the mentor, or those of now."""
    today = timezone.now().astimezone(waiting.zone_of(mentorship.mentor)).date()
    aways = mentorship.mentor.aways.filter(last_day__gte=today)
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
        and person.is_active
        and person.pk not in (mentorship.mentor_id, mentorship.mentee_id)
        and not taking_on.why_not(person, mentorship.mentee, is_decided=True)
    )


def words(away: Away) -> str:
    first, last = (date_format(one, "j F") for one in (away.first_day, away.last_day))
    return _(
        "%(mentor)s is away from %(first)s to %(last)s.",
        mentor=away.person,
        first=first,
        last=last,
    )
