"""A charity's own lists: topics, and what it asks of mentors."""

from django.db import IntegrityError, transaction

from mentoring.models import Requirement, Topic
from people.actions import Refused
from realtime.writer import change

TAKEN = "That is on the list already."


@change
def add_topic(name: str, kind: str) -> Topic:
    try:
        with transaction.atomic():
            return Topic.objects.create(name=name.strip(), kind=kind)
    except IntegrityError:
        raise Refused(TAKEN, "name") from None


@change
def add_requirement(name: str, help_words: str, months: int | None) -> Requirement:
    try:
        with transaction.atomic():
            return Requirement.objects.create(
                name=name.strip(), help_words=help_words, months=months
            )
    except IntegrityError:
        raise Refused(TAKEN, "name") from None


@change
def turn_topic(topic: Topic, *, is_offered: bool) -> None:
    """Offers a topic, or offers it no longer; who chose it keeps it."""
    topic.is_offered = is_offered
    topic.save(update_fields=["is_offered"])


@change
def turn_requirement(requirement: Requirement, *, is_asked: bool) -> None:
    requirement.is_asked = is_asked
    requirement.save(update_fields=["is_asked"])
