"""What somebody keeps for themselves in mentoring, and what they asked or offered."""

from collections.abc import Iterator

from mentoring.models import (
    Attendance,
    Draft,
    OwnNotes,
    Phrase,
    Request,
    Volunteer,
)
from people.models import Person
from people.own_copy import Line, Part, part
from realtime.later import later as _


def parts(person: Person) -> Iterator[Part]:
    notes = Attendance.objects.filter(person=person).exclude(note="")
    in_order = notes.select_related("session").order_by("session__starts_at")
    told = (Line(one.note, one.session.starts_at) for one in in_order)
    yield from part(_("Your notes about sessions"), told)
    pages = OwnNotes.objects.filter(person=person).order_by("changed_at")
    told = (Line(one.words, one.changed_at) for one in pages)
    yield from part(_("Your own notes"), told)
    drafts = Draft.objects.filter(person=person).order_by("kept_at")
    yield from part(_("What you put aside"), (Line(d.words, d.kept_at) for d in drafts))
    phrases = Phrase.objects.filter(person=person).order_by("pk")
    yield from part(_("Your phrases"), (Line(one.words) for one in phrases))
    asked = Request.objects.filter(person=person).order_by("asked_at")
    told = (Line(_told(one), one.asked_at) for one in asked)
    yield from part(_("When you asked for a mentor"), told)
    offers = Volunteer.objects.filter(person=person)
    yield from part(_("When you offered to mentor"), map(_offer, offers))


def _told(asked: Request) -> str:
    """As far as they said anything."""
    topics = asked.topics.values_list("name", flat=True)
    said = [*topics, *asked.languages, asked.gender, asked.age_band]
    return ", ".join(one for one in said if one) or _("You named nothing special.")


def _offer(offer: Volunteer) -> Line:
    return Line("\n".join([offer.why, offer.few_words]), offer.offered_at)
