"""Another time for a group session: its host moves it, and everybody keeps their place."""

from datetime import datetime

from django.utils import timezone

from mentoring.actions.checking import check_time, is_free
from mentoring.actions.grouping import BUSY, people_of, settling, staff, tell_of_group
from mentoring.models import Group
from mentoring.timing_models import TIME_FIELDS
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change


@change
def move_group(
    group: Group, *, by: Person, starts_at: datetime, minutes: int, zone: str
) -> Group:
    """Nobody loses a place by it: who has something else then is told, and decides."""
    if by.pk != group.host_id and not by.is_coordinator:
        raise Refused(_("Only its host or a coordinator can do that."))
    watchers = list(staff().values_list("pk", flat=True))
    with settling(group, [*people_of(group), *watchers]) as found:
        if not found.is_ahead(timezone.now()):
            raise Refused(_("It is open or over. Its time stands."))
        if (found.starts_at, found.minutes) == (starts_at, minutes):
            raise Refused(_("That is the time it has already."), "time")
        found.starts_at, found.minutes = starts_at, minutes
        found.say_on(zone)
        check_time(found)
        if not is_free(found, [found.host], but=found):
            raise Refused(BUSY, "time")
        found.moved_at, found.moves = timezone.now(), found.moves + 1
        found.save(update_fields=[*TIME_FIELDS, "moved_at", "moves"])
        _tell(found, by)
    return found


def _tell(group: Group, by: Person) -> None:
    joined = Person.objects.filter(pk__in=people_of(group)).exclude(pk=by.pk)
    busy = [one for one in joined if not is_free(group, [one], but=group)]
    free = [one for one in joined if one not in busy]
    kept = _(
        "A group session has a new time. You keep your place. Sorry for the change."
    )
    tell_of_group(free, group, kept)
    meets = _(
        "A group session has a new time. You have another session then. Please look."
    )
    tell_of_group(busy, group, meets)
    words = _("A group session has a new time. Somebody must watch over its room.")
    tell_of_group(staff().exclude(pk=by.pk), group, words)
