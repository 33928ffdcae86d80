"""A reply promise: the mentor makes it, the mentee says who may stand in."""

from datetime import datetime, time

from django.utils import timezone

from mentoring import taking_on
from mentoring.actions.counting import count_waiting
from mentoring.actions.settling import refuse_ended, refuse_others, settling, tell_other
from mentoring.actions.standing_in import begin_standing_in
from mentoring.models import Mentorship, ReplyPromise
from mentoring.week import DAYS
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change


@change
def make_promise(
    mentorship: Mentorship,
    *,
    by: Person,
    weekday: int,
    until: time,
    stand_in: Person | None = None,
) -> ReplyPromise:
    """The mentor says by when they answer each week; another stand-in is asked anew.

    Whoever waits already goes on waiting until the older hour.
    """
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        _check(found, by, stand_in)
        kept = ReplyPromise.objects.select_for_update().filter(mentorship=found).first()
        if kept is not None:
            count_waiting(kept)
        promise = kept or ReplyPromise(mentorship=found)
        if promise.stand_in_id != (stand_in.pk if stand_in else None):
            promise.is_stand_in_agreed = False
        if (promise.weekday, promise.by) != (weekday, until):
            promise.suits = None
        promise.weekday, promise.by = weekday, until
        promise.stand_in, promise.made_at = stand_in, timezone.now()
        promise.save()
        words = _(
            "%(who)s answers you by %(day)s each week.", who=by, day=_(DAYS[weekday])
        )
        tell_other(found, by, words)
    return promise


def _check(mentorship: Mentorship, by: Person, stand_in: Person | None) -> None:
    if by.pk != mentorship.mentor_id:
        raise Refused(_("Your mentor makes this promise."))
    if stand_in is None:
        return
    # Why is not the mentor's to read; room and days away count on the day itself.
    is_own = stand_in.pk == mentorship.mentor_id
    if is_own or taking_on.why_not(stand_in, mentorship.mentee, is_decided=True):
        raise Refused(_("Choose another mentor."), "stand_in")


@change
def agree_stand_in(mentorship: Mentorship, yes: bool, *, by: Person) -> None:
    """The mentee says whether the stand-in may write to them if the promise breaks."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        if by.pk != found.mentee_id:
            raise Refused(_("Only the one who is supported says that."))
        ReplyPromise.objects.filter(mentorship=found).update(is_stand_in_agreed=yes)


@change
def let_stand_in(promise: ReplyPromise, since: datetime) -> Mentorship | None:
    """Opens a thread with the stand-in, as was agreed: once for each time of waiting.

    One that is open is enough, and one that somebody ended since is not opened again.
    """
    found = promise.mentorship
    if promise.stand_in is None or not promise.is_stand_in_agreed:
        return None
    if found.stood_in_for.filter(thread__started_at__gte=since).exists():
        return None
    return begin_standing_in(promise.stand_in, found)
