"""Being away: for days that are known, or a pause until one says "I'm back"."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring.actions.counting import follow_days_away
from mentoring.actions.settling import tell
from mentoring.models import Away, Mentorship
from people import inbox, rest
from people.actions import Refused
from people.models import Person, Role
from people.said import said
from realtime import streams
from realtime.later import later as _
from realtime.writer import change

BACK = gettext_noop("%(who)s is back from a pause.")


@change
def go_away(
    first_day: date, last_day: date, *, by: Person, stand_in: Person | None = None
) -> Away:
    _refuse_oneself(by, stand_in)
    made = Away.objects.create(
        person=by, first_day=first_day, last_day=last_day, stand_in=stand_in
    )
    follow_days_away(by)
    return made


@change
def pause(*, by: Person, stand_in: Person | None = None) -> Away:
    """From today on, on the mentor's clock; once it is on, it names who stands in."""
    if by.role != Role.MENTOR:
        raise Refused(_("Only a mentor can pause."))
    _refuse_oneself(by, stand_in)
    today = timezone.now().astimezone(rest.zone_of(by)).date()
    with streams.moving([inbox.stream_of(by.pk)]):
        found, is_new = Away.objects.get_or_create(
            person=by,
            last_day=None,
            defaults={"first_day": today, "stand_in": stand_in},
        )
        if not is_new:
            found.stand_in = stand_in
            found.save(update_fields=["stand_in"])
        follow_days_away(by)
    return found


@change
def come_back(away: Away, *, by: Person) -> None:
    """Takes days off the list, or ends a pause: whoever heard of that hears of this."""
    pairs = list(
        Mentorship.objects.filter(mentor=by, ended_at=None).select_related("mentee")
    )
    told = [inbox.stream_of(one.mentee_id) for one in pairs]
    with streams.moving({inbox.stream_of(by.pk), *told}):
        found = Away.objects.filter(pk=away.pk, person=by).first()
        if found is None:
            return
        found.delete()
        follow_days_away(by)
        if found.is_pause:
            for pair in pairs:
                tell(pair, pair.mentee, said(BACK, who=by), kind="thread")


def _refuse_oneself(by: Person, stand_in: Person | None) -> None:
    if stand_in is not None and stand_in.pk == by.pk:
        raise Refused(_("Choose another mentor."), "stand_in")
