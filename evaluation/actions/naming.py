"""Naming who reads answers about harm, when whoever was named cannot any more."""

from django.urls import reverse
from django.utils import timezone

from evaluation import readers
from evaluation.models import Measure
from moderation.actions import audit
from people import standing
from people.actions import Refused, notify
from people.models import Person
from realtime.writer import change

CANNOT = "They can’t read answers now. Please choose somebody else."
NOT_NEEDED = "This does not ask about harm. Nobody has to read its answers."
READS_ALREADY = "{alias} reads the answers already."
NAMED = "You are named to read answers about harm within {hours} hours."


@change
def name_reader(measure: Measure, reader: Person, *, by: Person) -> Measure:
    """From now on they read: also what nobody has read until then."""
    check(reader)
    named = Measure.objects.select_for_update(of=["self"]).get(pk=measure.pk)
    if named.reader_id is None:
        raise Refused(NOT_NEEDED, "reader")
    if named.reader_id == reader.pk:
        raise Refused(READS_ALREADY.format(alias=reader), "reader")
    facts = {"reader": reader.pk, "before": named.reader_id}
    named.reader, named.reader_since = reader, timezone.now()
    named.save(update_fields=["reader", "reader_since"])
    words = NAMED.format(hours=named.read_within_hours)
    notify(reader, kind="answers", words=words, link=reverse("answers_to_read"))
    audit.write_down("reader", by=by, about=f"measure:{named.pk}", facts=facts)
    return named


def check(reader: Person) -> None:
    """As they stand now; a suspension waits until this has committed."""
    standing.hold([reader.pk])
    if not readers.can_read(Person.objects.get(pk=reader.pk)):
        raise Refused(CANNOT, "reader")
