"""The one door to measures and answers: one's own, those one is named to read, and coordinators' about mentors."""

from django.db.models import F, QuerySet
from django.http import Http404

from evaluation import asking
from evaluation.models import Answers, Measure
from mentoring.models import Mentorship
from people.models import Person


def due_for(person: Person, measure_id: int, occasion: str) -> Measure:
    """A measure that this person is asked now; no other."""
    for one in asking.due(person):
        if one.measure.pk == measure_id and one.occasion == occasion:
            return one.measure
    raise Http404


def has_finished(person: Person, measure_id: int, occasion: str) -> bool:
    """So that a last answer that is sent again is no page that is not there."""
    mine = Answers.objects.filter(person=person, occasion=occasion)
    done = mine.exclude(finished_at=None).values_list("measure", flat=True)
    return measure_id in done


def measures_for(lead: Person) -> QuerySet[Measure]:
    if not lead.is_lead:
        raise Http404
    return Measure.objects.select_related("reader").order_by("pk")


def measure_for(lead: Person, measure_id: int) -> Measure:
    found = measures_for(lead).filter(pk=measure_id).first()
    if found is None:
        raise Http404
    return found


def answers_to_read(reader: Person) -> QuerySet[Answers]:
    """Those of measures whose reader one is; what an earlier one has read stays theirs."""
    found = Answers.objects.filter(measure__reader=reader, finished_at__isnull=False)
    found = found.exclude(read_at__lt=F("measure__reader_since"))
    return found.select_related("measure", "person").order_by("read_at", "finished_at")


def answers_about_mentors(reader: Person) -> QuerySet[Answers]:
    """For coordinators; never for one who was that person's mentor."""
    if not reader.is_coordinator:
        raise Http404
    about = [one.pk for one in Measure.objects.all() if one.parsed.about == "mentor"]
    found = Answers.objects.filter(
        measure__in=about, person__in=Mentorship.objects.values("mentee")
    ).exclude(person__in=Mentorship.objects.filter(mentor=reader).values("mentee"))
    return found.select_related("measure", "person").order_by("-began_at", "-pk")


def answers_for(reader: Person, answers_id: int) -> Answers:
    found = answers_to_read(reader).filter(pk=answers_id).first()
    if found is None:
        raise Http404
    return found
