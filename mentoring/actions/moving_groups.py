"""Another time for a group session: its host or its clock moves it, places are kept."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from mentoring.actions.checking import check_time, is_free
from mentoring.actions.settling_groups import (
    BUSY,
    people_of,
    settling,
    staff,
    tell_of_group,
)
from mentoring.models import Group
from mentoring.timing_models import TIME_FIELDS
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

logger = logging.getLogger(__name__)
KEPT = _("A group session has a new time. You keep your place. Sorry for the change.")
MEETS = _("A group session has a new time. You have another session then. Please look.")
NEW_RULES = _("Clocks have new rules where a group session was planned. Please look.")
NEW_RULES_MEET = _(
    "Clocks have new rules where a group session was planned. "
    "You have another session then. Please look."
)
TO_WATCH = _("A group session has a new time. Somebody must watch over its room.")


@change
def move_group(
    group: Group, *, by: Person, starts_at: datetime, minutes: int, zone: str
) -> Group:
    """Nobody loses a place by it: who has something else then is told, and decides."""
    if by.pk != group.host_id and not by.is_coordinator:
        raise Refused(_("Only its host or a coordinator can do that."))
    with settling(group, _all_told(group)) as found:
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
        everybody = Person.objects.filter(pk__in=people_of(found))
        _tell(found, everybody.exclude(pk=by.pk), KEPT, MEETS)
        tell_of_group(staff().exclude(pk=by.pk), found, TO_WATCH)
    return found


@change
def keep_group_hour(group: Group) -> None:
    """A place has new rules for its clock: the group keeps the hour that was said there."""
    with settling(group, _all_told(group)) as found:
        starts_at = found.starts_by_its_clock()
        if starts_at == found.starts_at or not found.is_ahead(timezone.now()):
            return
        found.starts_at = starts_at
        found.moved_at, found.moves = timezone.now(), found.moves + 1
        found.save(update_fields=["starts_at", "moved_at", "moves"])
        logger.info("group %s moved with the rules of its clock", found.pk)
        everybody = Person.objects.filter(pk__in=people_of(found))
        _tell(found, everybody, NEW_RULES, NEW_RULES_MEET)
        tell_of_group(staff(), found, TO_WATCH)


def _all_told(group: Group) -> list[int]:
    return [*people_of(group), *staff().values_list("pk", flat=True)]


def _tell(group: Group, people: Iterable[Person], free: str, busy: str) -> None:
    """Who has something else at the new time hears so, and decides."""
    told = list(people)
    meets = [one for one in told if not is_free(group, [one], but=group)]
    tell_of_group([one for one in told if one not in meets], group, free)
    tell_of_group(meets, group, busy)
