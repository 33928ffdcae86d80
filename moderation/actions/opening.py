"""Opening an envelope once two have agreed, and telling the member."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from moderation.envelope_models import Opening
from moderation.seconding_models import Proposal
from people import actions as people

OPENED = gettext_noop(
    "Two of our staff have opened your sealed envelope. See who, and why."
)


def open_envelope(proposal: Proposal) -> Opening:
    """In a change, before the board is locked."""
    review_on = proposal.wish.get("review_on")
    opening = Opening(proposal=proposal, person=proposal.flag.message.author)
    if review_on:
        opening.delay_reason = proposal.wish["delay_reason"]
        opening.delay_review_on = date.fromisoformat(review_on)
        opening.delayed_by = proposal.by
    opening.save()
    if not review_on:
        tell_member(opening)
    return opening


def tell_member(opening: Opening) -> None:
    opening.told_at = timezone.now()
    opening.save(update_fields=["told_at"])
    link = reverse("envelope")
    people.notify(opening.person, kind="envelope", words=OPENED, link=link)
