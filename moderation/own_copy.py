"""What moderation decided about somebody's words and told them, and their envelope."""

from collections.abc import Iterator

from moderation import envelopes, told
from moderation.appeal_models import Appeal
from moderation.models import Decision
from people import sealing
from people.models import Person
from people.own_copy import Line, Part, part
from realtime.later import later as _


def parts(person: Person) -> Iterator[Part]:
    """Who flagged or reported, and what moderators wrote to each other, is others'."""
    made = Decision.objects.filter(flag__message__author=person, outcome__in=told.DONE)
    yield from part(_("What was decided"), map(_decided, made.order_by("at")))
    asked = Appeal.objects.filter(decision__flag__message__author=person)
    lines = (Line(_appeal(one), one.at) for one in asked.order_by("at"))
    yield from part(_("When you asked us to look again"), lines)
    yield from part(_("Your sealed envelope"), _envelope(person))


def _decided(decision: Decision) -> Line:
    """As it was told to them."""
    told_to_them = told.of(decision)
    said = [told_to_them["done"], told_to_them["why"], told_to_them["rule"]]
    return Line(". ".join(str(one) for one in said if one), decision.at)


def _appeal(appeal: Appeal) -> str:
    return "\n".join(one for one in (appeal.words, appeal.answer) if one)


def _envelope(person: Person) -> Iterator[Line]:
    envelope = envelopes.of(person)
    if envelope is None:
        return
    try:
        kept = sealing.unseal(envelope.sealed, envelopes.PURPOSE)
    except sealing.Unsealable:
        yield Line(_("It can no longer be opened."))
        return
    for name, label in envelopes.FIELDS.items():
        if kept.get(name):
            yield Line(f"{label}: {kept[name]}")
