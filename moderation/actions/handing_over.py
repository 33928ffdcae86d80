"""Handing a case over, and accepting it by name."""

import copy

from django.urls import reverse
from django.utils import timezone

from moderation import flags, shifts
from moderation.actions import audit, bearing, claims, duty
from moderation.models import Flag
from moderation.shift_models import Handover
from people import actions as people
from people.actions import Refused
from people.models import Person
from realtime.writer import change

NOT_ON = "They are not on shift now. Please choose somebody else."
NOT_THEM = "This case can’t be theirs. Please choose somebody else."
GONE = "This case is no longer waiting for you."
OFFERED = "{alias} hands you a case. Please accept it, or say that you can’t."
ACCEPTED = "{alias} has accepted the case that you handed over."
DECLINED = "{alias} can’t take the case that you handed over."


@change
def offer_case(flag: Flag, to: Person, *, by: Person) -> Handover:
    """Asks a colleague to take a case; it stays with its owner until they do."""
    by, to = duty.check(by), Person.objects.get(pk=to.pk)
    if to.pk == by.pk or shifts.of(to) is None:
        raise Refused(NOT_ON, "to")
    _tell(to, OFFERED.format(alias=by.alias))
    with flags.moving(flag, keeps_version=True) as held:
        claims.check_yours(held, by)
        _check_may_have(held, to)
        return hand_over(held, giver=by, receiver=to)


def hand_over(flag: Flag, *, giver: Person, receiver: Person | None) -> Handover:
    """In a change that holds the board's lock; an earlier offer is replaced."""
    earlier = Handover.objects.filter(flag=flag, state=Handover.State.OFFERED)
    earlier.update(state=Handover.State.REPLACED, answered_at=timezone.now())
    handover = Handover.objects.create(flag=flag, giver=giver, receiver=receiver)
    _keep(handover, "handed_over", giver)
    return handover


@change
def accept_case(handover: Handover, *, by: Person) -> Flag:
    """Whoever was asked has it from now on."""
    by = duty.check(by)
    _tell(handover.giver, ACCEPTED.format(alias=by.alias))
    with flags.moving(handover.flag) as held:
        _check_waiting(handover, held, by)
        claims.give_up(held, handover.giver)
        claims.check_free(held, by)
        bearing.check(held, by)
        claims.give(held, by)
        _answer(handover, Handover.State.ACCEPTED)
    _keep(handover, "accepted", by)
    return held


@change
def decline_case(handover: Handover, *, by: Person) -> None:
    """No reason is asked; with its giver gone, who is on call hears of it at once."""
    by = duty.check(by)
    _tell(handover.giver, DECLINED.format(alias=by.alias))
    with flags.moving(handover.flag, keeps_version=True) as held:
        _check_waiting(handover, held, by)
        _answer(handover, Handover.State.DECLINED)
    _keep(handover, "declined", by)


def _check_may_have(flag: Flag, person: Person) -> None:
    """As if it lay on the board: not about their own words, nor their own decision."""
    free = copy.copy(flag)
    claims.put_back(free)
    try:
        claims.check_free(free, person)
    except Refused:
        raise Refused(NOT_THEM, "to") from None


def _check_waiting(handover: Handover, flag: Flag, by: Person) -> None:
    """Asked under the board's lock, under which every answer is given."""
    fresh = Handover.objects.get(pk=handover.pk)
    owner = claims.owner_now(flag, besides=by)
    is_elsewhere = owner is not None and owner.pk != fresh.giver_id
    is_done = flag.state in {Flag.State.SECOND, Flag.State.RESOLVED}
    if fresh.state != Handover.State.OFFERED or is_elsewhere or is_done:
        raise Refused(GONE)


def _answer(handover: Handover, state: str) -> None:
    Handover.objects.filter(pk=handover.pk).update(
        state=state, answered_at=timezone.now()
    )


def _keep(handover: Handover, kind: str, by: Person) -> None:
    audit.write_down(
        kind,
        by=by,
        about=f"flag:{handover.flag_id}",
        facts={"handover": handover.pk, "receiver": handover.receiver_id},
    )


def _tell(person: Person, words: str) -> None:
    people.notify(person, kind="handover", words=words, link=reverse("handover"))
