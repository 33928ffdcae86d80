"""Standing in for a mentor who is away: the mentee says yes, then a thread opens."""

from mentoring import meanwhile
from mentoring.actions.pairing import begin_mentorship
from mentoring.actions.settling import refuse_ended, refuse_others, settling
from mentoring.away_models import MeanwhileAgreed
from mentoring.models import Away, Mentorship
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change


@change
def agree_meanwhile(
    mentorship: Mentorship, away: Away, yes: bool, *, by: Person
) -> None:
    """The mentee says whether the stand-in may write to them in these days."""
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
        MeanwhileAgreed.objects.get_or_create(
            away=away, mentorship=found, defaults={"stand_in": stand_in}
        )


@change
def write_meanwhile(agreed: MeanwhileAgreed) -> None:
    """Opens a thread with the stand-in, once; the mentor's own is not shown to them."""
    pair = agreed.mentorship
    if not meanwhile.can_stand_in(agreed.away, pair):
        raise Refused(_("They can’t stand in at the moment."))
    pairs = Mentorship.objects.filter(mentee=pair.mentee, ended_at=None)
    if not pairs.filter(mentor=agreed.stand_in).exists():
        begin_mentorship(agreed.stand_in, pair.mentee, by=pair.paired_by)
    MeanwhileAgreed.objects.filter(pk=agreed.pk).update(is_done=True)
