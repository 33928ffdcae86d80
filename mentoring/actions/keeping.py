"""Keeping what somebody writes for themselves: drafts, and phrases of their own."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from mentoring.actions.saying import is_of_danger, show_help
from mentoring.actions.settling import refuse_ended, refuse_others, settling
from mentoring.keeping_models import LONGEST_PHRASE, MOST_PHRASES
from mentoring.models import Draft, Mentorship, Phrase
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

# What was put aside and never taken up again goes.
DRAFT_LASTS = timedelta(days=30)


def keep_draft(mentorship: Mentorship, words: str, *, by: Person) -> Draft | None:
    """Puts words aside for their writer alone; none takes away what was kept.

    Nobody reads them, so that they raise no flag; but whoever writes of danger is shown
    at once where people are.
    """
    is_distress = is_of_danger(mentorship.room_id, words, by=by)
    return _keep(mentorship, words, by, is_distress)


@change
def _keep(
    mentorship: Mentorship, words: str, by: Person, is_distress: bool
) -> Draft | None:
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        if len(words) > settings.MAX_BODY:
            raise Refused(_("Use %(most)s characters at most.", most=settings.MAX_BODY))
        if not words.strip():
            Draft.objects.filter(mentorship=found, person=by).delete()
            return None
        draft, _is_new = Draft.objects.update_or_create(
            mentorship=found,
            person=by,
            defaults={"words": words, "kept_at": timezone.now()},
        )
        if is_distress:
            show_help(by)
    return draft


def end_drafts(pairs: Collection[tuple[int, int]]) -> None:
    """Part of the change in which these people said something in these rooms."""
    rooms = {room for room, _person in pairs}
    for draft in Draft.objects.filter(mentorship__room__in=rooms).select_related(
        "mentorship"
    ):
        if (draft.mentorship.room_id, draft.person_id) in pairs:
            draft.delete()


@change
def forget_old_drafts() -> None:
    Draft.objects.filter(kept_at__lt=timezone.now() - DRAFT_LASTS).delete()


@change
def add_phrase(words: str, *, by: Person) -> Phrase:
    words = words.strip()
    if not words:
        raise Refused(_("Write some words first."), "words")
    if len(words) > LONGEST_PHRASE:
        raise Refused(_("Use 500 characters at most."), "words")
    if by.phrases.count() >= MOST_PHRASES:
        raise Refused(_("You have twenty. Take one away first."), "words")
    return Phrase.objects.create(person=by, words=words)


@change
def remove_phrase(phrase: Phrase, *, by: Person) -> None:
    Phrase.objects.filter(pk=phrase.pk, person=by).delete()
