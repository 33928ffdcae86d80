"""Sealed envelopes: what stands in one, who may read it now, who has yet to be told."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from moderation.envelope_models import Envelope, Opening
from moderation.models import Flag
from people.models import Person
from realtime.later import later as _

PURPOSE = "envelope"
# What its owner may leave, in this order; each may stay empty.
FIELDS = {
    "name": _("Who I am"),
    "place": _("Where I live"),
    "contact": _("Whom to ring"),
    "wanted": _("What I want done"),
    "unwanted": _("What I don’t want done"),
}
# Both who opened it may read it this long; then two people must agree again.
OPEN_FOR = timedelta(minutes=30)


def of(person: Person) -> Envelope | None:
    return Envelope.objects.filter(person=person).first()


def open_now(flag: Flag, reader: Person) -> Opening | None:
    """An opening that lets this reader see what is inside, now."""
    named = Q(proposal__by=reader) | Q(proposal__second=reader)
    opened = Opening.objects.filter(
        named, proposal__flag=flag, at__gt=timezone.now() - OPEN_FOR
    )
    return opened.order_by("-pk").first()


def told_to(person: Person) -> QuerySet[Opening]:
    """What a member may know of who opened theirs."""
    told = Opening.objects.filter(person=person).exclude(told_at=None)
    return told.select_related("proposal__by", "proposal__second").order_by("-at")


def not_told() -> QuerySet[Opening]:
    waiting = Opening.objects.filter(told_at=None).select_related("person")
    return waiting.order_by("delay_review_on")
