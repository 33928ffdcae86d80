"""Who was called to an emergency that is over without anybody needed: they hear that too."""

from datetime import datetime, timedelta

from moderation.alarms import Alarm
from moderation.climbing import SHIFT, Call
from moderation.paging_models import Page
from moderation.seconding_models import Proposal

WORDS = {
    Proposal.State.WITHDRAWN: "The emergency was begun by mistake, and is taken back.",
    Proposal.State.REFUSED: "The emergency was looked at by a second person. "
    "They did not confirm it.",
}
TOLD_WITHIN = timedelta(days=1)


def of_emergencies(now: datetime) -> list[Alarm]:
    """Each who was called is told once, by the way on which the call reached them."""
    emergencies = Proposal.objects.filter(kind=Proposal.Kind.EMERGENCY)
    ended = emergencies.filter(state__in=WORDS, answered_at__gt=now - TOLD_WITHIN)
    # Begun again meanwhile: nobody may take the end of the first for that of the second.
    begun = emergencies.filter(state=Proposal.State.WAITING)
    ended = ended.exclude(flag__in=begun.values("flag"))
    return [alarm for one in ended for alarm in _of(one)]


def _of(proposal: Proposal) -> list[Alarm]:
    words, key = WORDS[Proposal.State(proposal.state)], f"over:{proposal.pk}"
    pages = list(Page.objects.filter(proposal=proposal).order_by("pk"))
    know = {page.person_id for page in pages if page.key == key}
    know |= {proposal.by_id, proposal.second_id or 0}
    called = {page.person_id for page in pages} - know
    went_out = {page.person_id for page in pages if page.went_out}
    return [
        Alarm(key, words, Call(_step(person, went_out), 0, person), None, proposal.pk)
        for person in sorted(called)
    ]


def _step(person: int, went_out: set[int]) -> str:
    return Page.Step.OVER if person in went_out else SHIFT
