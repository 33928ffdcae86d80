"""Standing in for a mentor: the mentee says yes, a thread opens, and it ends kindly."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import meanwhile, stand_ins
from mentoring.actions.pairing import begin_mentorship, close_thread, end_mentorship
from mentoring.actions.settling import refuse_ended, refuse_others, settling, tell
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship, StandingIn
from people import inbox
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime import streams
from realtime.later import later as _
from realtime.writer import change

TO_MENTEE = gettext_noop(
    "%(mentor)s is back. Your thread with %(who)s, who stood in, has ended. "
    "You can still read it."
)
TO_STAND_IN = gettext_noop(
    "%(mentor)s is back. Thank you for standing in with %(mentee)s. "
    "That thread has ended. You can still read it."
)
TO_MENTOR = gettext_noop(
    "%(who)s stood in for you with %(mentee)s. That thread has ended. Yours goes on."
)


@change
def agree_meanwhile(
    mentorship: Mentorship, away: Away, yes: bool, *, by: Person
) -> None:
    """The mentee says whether the stand-in may write to them in these days.

    A yes is to the one who is named now: it takes the place of a yes to another.
    """
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if by.pk != found.mentee_id:
            raise Refused(_("Only the one who is supported says that."))
        kept = MeanwhileAgreed.objects.filter(away=away, mentorship=found)
        if not yes:
            kept.delete()
            return
        stand_in = away.stand_in
        if stand_in is None or not meanwhile.can_stand_in(away, found):
            raise Refused(_("They can’t stand in at the moment."))
        kept.exclude(stand_in=stand_in).delete()
        MeanwhileAgreed.objects.get_or_create(
            away=away, mentorship=found, defaults={"stand_in": stand_in}
        )


@change
def write_meanwhile(agreed: MeanwhileAgreed) -> None:
    """Opens a thread with the stand-in, once; the mentor's own is not shown to them."""
    begin_standing_in(agreed.stand_in, agreed.mentorship)
    MeanwhileAgreed.objects.filter(pk=agreed.pk).update(is_done=True)


@change
def begin_standing_in(stand_in: Person, instead_of: Mentorship) -> Mentorship | None:
    """Refused in the words of the gate; nothing where the two have a thread anyway."""
    mentee = instead_of.mentee
    pairs = Mentorship.objects.filter(mentor=stand_in, mentee=mentee, ended_at=None)
    if pairs.exists():
        return None
    thread = begin_mentorship(stand_in, mentee, by=instead_of.paired_by)
    StandingIn.objects.create(thread=thread, instead_of=instead_of)
    return thread


@change
def note_back(one: StandingIn, is_back: bool) -> None:
    """Since when the mentor can be there again; nothing once they cannot."""
    found = StandingIn.objects.filter(pk=one.pk)
    if is_back:
        found.filter(back_at=None).update(back_at=timezone.now())
    else:
        found.update(back_at=None)


@change
def end_standing_in(one: StandingIn) -> None:
    """Once nothing waits: all three hear it, and what was written stays to be read."""
    own, thread = one.instead_of, one.thread
    told = [own.mentor_id, thread.mentor_id, thread.mentee_id]
    inboxes = map(inbox.stream_of, told)
    with streams.moving([thread.room.stream, own.room.stream, *inboxes]):
        with settling(thread) as found:
            if not found.is_current() or not stand_ins.may_end(one):
                return
            if not own.is_current():
                end_mentorship(found, by=None)
                return
            close_thread(found)
        names = {"mentor": own.mentor, "who": thread.mentor, "mentee": own.mentee}
        tell(own, own.mentee, said(TO_MENTEE, **names), kind="thread")
        tell(thread, thread.mentor, said(TO_STAND_IN, **names), kind="thread")
        tell(own, own.mentor, said(TO_MENTOR, **names), kind="thread")
