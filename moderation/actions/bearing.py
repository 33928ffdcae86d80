"""Keeping somebody from more than they can bear, asked as they take a flag."""

from moderation import bearing
from moderation.models import Flag
from moderation.shift_models import Exposure
from people.actions import Refused
from people.models import Person
from realtime.writer import change


def check(flag: Flag, by: Person) -> None:
    words = bearing.why_not(flag, by)
    if words:
        raise Refused(words)


@change
def has_read(flag: Flag, *, by: Person) -> None:
    """Once for each flag and person; it is theirs to see."""
    Exposure.objects.get_or_create(flag=flag, person=by)
