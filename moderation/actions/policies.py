"""Setting a policy: a new version counts from now on, the earlier ones are kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from moderation.actions import duty
from moderation.policy_models import Policy
from people.actions import Refused
from people.models import Person
from realtime.writer import change

CHANGED = "{alias} has set a new version meanwhile. Please look at it, then save yours."


@change
def set_policy(
    name: str, terms: Mapping[str, Any], *, by: Person, review_on: date, after: int
) -> Policy:
    """After is the version that was on screen, 0 for none: two leads do not overwrite
    each other unseen."""
    by = duty.check_lead(by)
    # Another lead's change waits here, so that one of two at once sees the other's.
    duty.wait_for("policy")
    newest = (
        Policy.objects.filter(name=name).select_related("by").order_by("-pk").first()
    )
    if newest and newest.pk != after:
        raise Refused(CHANGED.format(alias=newest.by.alias))
    return Policy.objects.create(
        name=name, terms=dict(terms), by=by, review_on=review_on
    )
