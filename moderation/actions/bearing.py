"""Keeping somebody from more than they can bear, asked as they take a flag."""

import uuid

from django.urls import reverse
from django.utils import timezone

from moderation import bearing
from moderation.bearing import Asking
from moderation.models import Flag
from moderation.shift_models import Exposure
from people import actions as people
from people.actions import Refused
from people.models import Person
from realtime.writer import change

BUDDIES = uuid.UUID("6b0c2f6e-51d1-4b53-9b7f-0d1c1b8f5a11")
HOW_ARE_THEY = "{alias} has just had a red flag. Please ask them how they are."


def check(flag: Flag, by: Person) -> None:
    words = bearing.why_not(flag, by)
    if words:
        raise Refused(words)


@change
def ask_buddy(asking: Asking) -> None:
    """Once for each red flag, however often the clock looks."""
    people.notify(
        asking.buddy,
        kind="buddy",
        words=HOW_ARE_THEY.format(alias=asking.moderator.alias),
        link=reverse("shift"),
        key=uuid.uuid5(BUDDIES, str(asking.decision)),
    )


@change
def has_read(flag: Flag, *, by: Person) -> None:
    """Once for each flag and person; it is theirs to see."""
    Exposure.objects.get_or_create(flag=flag, person=by)


def give_up(flag: Flag, by: Person) -> None:
    """In a change: only who has read it has something to rest from."""
    read = Exposure.objects.filter(flag=flag, person=by)
    read.update(given_up_at=timezone.now())
