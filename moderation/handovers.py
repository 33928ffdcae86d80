"""Cases that change hands: whose they are, who was asked, and what nobody has taken."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.http import Http404

from moderation import flags, shifts
from moderation.models import Flag
from moderation.shift_models import Handover
from people.models import Person

# Past this, a case that was handed over and not accepted calls who is on call.
WAITS = timedelta(minutes=5)


def cases_of(person: Person) -> QuerySet[Flag]:
    """What somebody holds now."""
    mine = flags.for_people().filter(claimed_by=person, state=Flag.State.CLAIMED)
    return mine.order_by("raised_at")


def case_for(person: Person, flag_id: int) -> Flag:
    found = cases_of(person).filter(pk=flag_id).first()
    if found is None:
        raise Http404
    return found


def colleagues_of(person: Person) -> list[Person]:
    """Who could take a case: on shift now, whether or not a page is open."""
    on = shifts.current().exclude(moderator=person).order_by("moderator__alias_key")
    return [shift.moderator for shift in on]


def offered_to(person: Person) -> QuerySet[Handover]:
    """What waits for somebody to accept it by name."""
    return waiting().filter(receiver=person, state=Handover.State.OFFERED)


def offer_for(person: Person, handover_id: int) -> Handover:
    """One's own offer, also after it was answered, so that one can be told so."""
    mine = Handover.objects.filter(receiver=person, pk=handover_id)
    found = mine.select_related("flag", "giver").first()
    if found is None:
        raise Http404
    return found


def waiting() -> QuerySet[Handover]:
    """Handed over, and still in nobody else's hands."""
    unsettled = [Handover.State.OFFERED, Handover.State.DECLINED]
    # Its giver may have come back and taken it again; then nobody need accept it.
    is_elsewhere = ~Q(flag__claimed_by=F("giver")) | Q(receiver=None)
    in_hand = Q(flag__state=Flag.State.CLAIMED) & is_elsewhere
    open_ones = Handover.objects.filter(state__in=unsettled).exclude(in_hand)
    # What waits for a second person is with who asked, and calls by itself.
    settled = [Flag.State.SECOND, Flag.State.RESOLVED]
    open_ones = open_ones.exclude(flag__state__in=settled)
    related = ("flag__message__room", "flag__message__author", "giver", "receiver")
    return open_ones.select_related(*related).order_by("at", "pk")


def overdue(now: datetime) -> list[Handover]:
    """What nobody has accepted in time: one for each case, the newest."""
    on = set(shifts.current().values_list("moderator", flat=True))
    newest = {handover.flag_id: handover for handover in waiting()}
    return [h for h in newest.values() if _is_overdue(h, h.giver_id in on, now)]


def _is_overdue(handover: Handover, giver_is_on: bool, now: datetime) -> bool:
    if handover.state == Handover.State.DECLINED:
        # Who asked is still there, and can ask somebody else.
        return not giver_is_on
    # A clock that was set back must not make it wait for hours.
    return not handover.at <= now < handover.at + WAITS
