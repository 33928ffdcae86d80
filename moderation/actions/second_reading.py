"""Reading a decided flag again, without seeing what was decided."""

from django.db import IntegrityError, transaction

from moderation.actions import duty
from moderation.models import Flag
from moderation.reading_models import SecondRead
from people.actions import Refused
from people.models import Person
from realtime.writer import change

ALREADY = "A colleague has read this again meanwhile. Thank you all the same."


@change
def read_again(flag: Flag, *, by: Person, is_concern: bool) -> SecondRead:
    by = duty.check(by)
    try:
        with transaction.atomic():
            return SecondRead.objects.create(flag=flag, by=by, is_concern=is_concern)
    except IntegrityError:
        raise Refused(ALREADY) from None
