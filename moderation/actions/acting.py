"""Noting that a moderator is at work."""

from django.utils import timezone

from moderation.cover_models import Act
from people.models import Person
from realtime.writer import change


@change
def note_act(person: Person) -> None:
    Act.objects.update_or_create(moderator=person, defaults={"at": timezone.now()})
