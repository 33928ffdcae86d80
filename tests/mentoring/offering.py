"""What an offer and a request say, for whoever needs a programme in a test."""

from django.utils import timezone

from mentoring.actions import volunteering
from mentoring.models import Requirement, Topic

FEW = {"why": "I was a carer too.", "few_words": "I cared for my dad."}


def topics(*names):
    return list(Topic.objects.filter(name__in=names))


def in_order(volunteer, by, until=None):
    """Every check of theirs is noted, as good until then."""
    for one in Requirement.objects.all():
        volunteering.note_check(
            volunteer, one, by=by, done_on=timezone.localdate(), good_until=until
        )


def words_of(answer):
    return " ".join(answer.content.decode().split())


def told(person):
    return " ".join(person.notices.values_list("words", flat=True))
