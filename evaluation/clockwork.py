"""What evaluation does by time: offers questions once, and says who waits to be read."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from evaluation import asking
from evaluation.models import Answers, Consent, Measure
from people.actions import notify
from people.models import Person, Role
from realtime.later import later as _

NOBODY_READS = (
    "{alias} can’t read the answers to “{name}” any more. It is not asked now. "
    "Please name somebody else."
)
NOTICES = uuid.UUID("2d0f6a0e-51a3-4b4e-8a33-5c0c8a5b7a41")


def offer_questions() -> None:
    """Each occasion is offered once, quietly; nobody is reminded again."""
    agreed = Consent.objects.filter(withdrawn_at=None, person__is_active=True)
    for consent in agreed.select_related("person"):
        open_now = asking.due(consent.person)
        if open_now and not any(one.is_begun for one in open_now):
            occasion = f"{consent.person_id}:{open_now[0].occasion}"
            words = _("A few questions are there for you, if you like.")
            _once(occasion, consent.person, words, reverse("my_answers"))


def tell_of_unread() -> None:
    """Leads hear of answers about harm that their reader has not read in time, or cannot."""
    for measure in Measure.objects.exclude(reader=None).select_related("reader"):
        if measure.nobody_reads:
            _tell_that_nobody_reads(measure)
    waiting = Answers.objects.filter(
        finished_at__isnull=False, read_at=None, measure__reader__isnull=False
    )
    for answers in waiting.select_related("measure__reader"):
        hours = timedelta(hours=answers.measure.read_within_hours or 0)
        assert answers.finished_at is not None
        # Who takes it over has the same hours.
        since = answers.measure.reader_since or answers.finished_at
        if max(since, answers.finished_at) + hours <= timezone.now():
            reader = answers.measure.reader
            words = f"{reader} has not read answers about harm in time."
            _tell_leads(f"unread:{answers.pk}:{since.timestamp()}", words)


def _tell_that_nobody_reads(measure: Measure) -> None:
    words = NOBODY_READS.format(alias=measure.reader, name=measure.parsed.name)
    _tell_leads(f"reader:{measure.pk}:{measure.reader_id}", words)


def _tell_leads(occasion: str, words: str) -> None:
    for lead in Person.objects.filter(role=Role.LEAD, is_active=True):
        _once(f"{occasion}:{lead.pk}", lead, words, reverse("measures"))


def _once(occasion: str, person: Person, words: str, link: str) -> None:
    key = uuid.uuid5(NOTICES, occasion)
    notify(person, kind="questions", words=words, link=link, key=key)
