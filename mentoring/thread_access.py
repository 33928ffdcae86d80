"""The one door to what belongs to a thread and to one of its two, or 404."""

from django.db.models import QuerySet
from django.http import Http404

from mentoring.models import Draft, Mentorship, Phrase
from people.models import Person


def phrases_of(person: Person) -> QuerySet[Phrase]:
    return person.phrases.all()


def phrase_for(person: Person, phrase_id: int) -> Phrase:
    found = person.phrases.filter(pk=phrase_id).first()
    if found is None:
        raise Http404
    return found


def draft_of(person: Person, mentorship: Mentorship) -> Draft | None:
    return Draft.objects.filter(mentorship=mentorship, person=person).first()
