"""Keeping the on-call list and the targets: who is called, and within what time."""

from django.db.models import Max

from moderation import targets
from moderation.actions import audit, duty
from moderation.actions.policies import CHANGED
from moderation.channels import Reach
from moderation.paging_models import PURPOSE, OnCall, Targets
from people import sealing
from people.actions import Refused
from people.models import Person
from realtime.writer import change

NOT_ABLE = "Only moderators and safeguarding leads can be on call."
GONE = "This person is no longer on the list."


@change
def put_on_call(
    person: Person, *, channel: str, reach: Reach, by: Person | None = None
) -> OnCall:
    """Adds somebody at the end of the list, or changes how they are reached.

    Where they are reached is in no audit.
    """
    fresh = Person.objects.get(pk=person.pk)
    if not fresh.is_moderator or fresh.is_suspended():
        raise Refused(NOT_ABLE, "person")
    last = OnCall.objects.aggregate(last=Max("place"))["last"] or 0
    how = {"channel": channel, "reach": sealing.seal(reach, PURPOSE)}
    entry, _ = OnCall.objects.update_or_create(
        person=fresh, defaults=how, create_defaults=how | {"place": last + 1}
    )
    _keep("put", fresh.pk, by)
    return entry


@change
def take_off_call(entry: OnCall, *, by: Person | None = None) -> None:
    OnCall.objects.filter(pk=entry.pk).delete()
    _keep("taken off", entry.person_id, by)


@change
def move_up(entry: OnCall, *, by: Person | None = None) -> None:
    """Calls somebody one place sooner."""
    order = list(OnCall.objects.select_for_update().order_by("place", "pk"))
    at = next((i for i, other in enumerate(order) if other.pk == entry.pk), None)
    if at is None:
        raise Refused(GONE)
    if at > 0:
        order[at - 1], order[at] = order[at], order[at - 1]
    for place, other in enumerate(order, start=1):
        other.place = place
    OnCall.objects.bulk_update(order, ["place"])
    _keep("moved up", entry.person_id, by)


def _keep(what: str, person: int, by: Person | None) -> None:
    audit.write_down("on_call", by=by, about=f"person:{person}", facts={"what": what})


@change
def set_targets(
    *,
    by: Person,
    red: int,
    amber: int,
    yellow: int,
    green: int,
    after: int | None = None,
) -> None:
    """New targets from now on; the old ones are kept with who set them.

    After are those that were on screen, 0 for none; of two leads the second is told.
    """
    by = duty.check_lead(by)
    duty.wait_for("targets")
    newest = targets.newest()
    if after is not None and newest and newest.pk != after:
        raise Refused(CHANGED.format(alias=newest.by.alias))
    Targets.objects.create(by=by, red=red, amber=amber, yellow=yellow, green=green)
