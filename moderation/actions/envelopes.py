"""Sealing an envelope, asking to open one, reading it, and when its owner is told."""

from collections.abc import Mapping

from django.utils import timezone

from moderation import envelopes, flags
from moderation.actions import audit, claims, duty, seconding
from moderation.actions.looks import ALREADY_TOLD, NO_DELAY_REASON, NO_REVIEW, Delay
from moderation.actions.opening import tell_member
from moderation.envelope_models import Envelope, Opening
from moderation.models import Flag
from moderation.seconding_models import Proposal
from people import sealing
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

NOTHING = _("Please write at least one of these.")
NONE_LEFT = "They have left no envelope."
NO_REASON = "Please say why it must be opened. Its owner reads this."
NOT_OPEN = "It is closed again. Two people must agree to open it."


def seal_envelope(words: Mapping[str, str], *, by: Person) -> Envelope:
    """Replaces what was there; sealed before the change begins."""
    kept = {name: words.get(name, "").strip() for name in envelopes.FIELDS}
    if not any(kept.values()):
        raise Refused(NOTHING, "name")
    return _keep(sealing.seal(kept, purpose=envelopes.PURPOSE), by=by)


@change
def _keep(sealed: str, *, by: Person) -> Envelope:
    now = {"sealed": sealed, "changed_at": timezone.now()}
    envelope, _ = Envelope.objects.update_or_create(person=by, defaults=now)
    return envelope


@change
def take_envelope_away(*, by: Person) -> None:
    """Nothing is kept of it; that it was opened stays."""
    Envelope.objects.filter(person=by).delete()


@change
def ask_to_open(
    flag: Flag, *, by: Person, reason: str, delay: Delay | None = None
) -> Proposal:
    """Two must agree before anybody reads it; only a lead may have the telling wait."""
    by = duty.check_lead(by) if delay else duty.check(by)
    reason = duty.needed(reason, "reason", NO_REASON)
    wish = _delayed(delay) if delay else {}
    with flags.moving(flag) as held:
        claims.check_yours(held, by)
        if envelopes.of(held.message.author) is None:
            raise Refused(NONE_LEFT)
        return seconding.propose(held, Proposal.Kind.ENVELOPE, wish, by, reason)


def _delayed(delay: Delay) -> dict[str, str]:
    reason = duty.needed(delay.reason, "delay_reason", NO_DELAY_REASON)
    if delay.review_on <= timezone.localdate():
        raise Refused(NO_REVIEW, "review_on")
    return {"delay_reason": reason, "review_on": delay.review_on.isoformat()}


@change
def read_envelope(flag: Flag, *, by: Person) -> Envelope:
    """Each reading is in the audit, before anything is shown."""
    by = duty.check(by)
    opening = envelopes.open_now(flag, by)
    if opening is None:
        raise Refused(NOT_OPEN)
    envelope = envelopes.of(opening.person)
    if envelope is None:
        raise Refused(NONE_LEFT)
    facts = {"flag": flag.pk, "owner": opening.person_id}
    about = f"proposal:{opening.proposal_id}"
    audit.write_down("envelope_read", by=by, about=about, facts=facts)
    return envelope


@change
def tell_of_opening(opening: Opening, *, by: Person) -> None:
    """Ends a delay."""
    duty.check_lead(by)
    tell_member(_not_told(opening))


@change
def delay_opening(opening: Opening, *, by: Person, delay: Delay) -> Opening:
    by = duty.check_lead(by)
    fresh = _not_told(opening)
    wish = _delayed(delay)
    fresh.delay_reason, fresh.delay_review_on = wish["delay_reason"], delay.review_on
    fresh.delayed_by = by
    fresh.save()
    about, facts = f"proposal:{fresh.proposal_id}", {"review_on": wish["review_on"]}
    typed = {"reason": wish["delay_reason"]}
    audit.write_down("envelope_delay", by=by, about=about, facts=facts, words=typed)
    return fresh


def _not_told(opening: Opening) -> Opening:
    fresh = Opening.objects.select_for_update().get(pk=opening.pk)
    if fresh.told_at is not None:
        raise Refused(ALREADY_TOLD)
    return fresh
