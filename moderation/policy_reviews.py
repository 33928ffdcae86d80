"""Which policies must be looked at again, for the list of them and for the leads' board."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from moderation import policies
from moderation.paging_models import Targets
from moderation.policy_models import Policy

# How long a version is good for, unless the lead says otherwise.
GOOD_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Standing:
    """One policy as the list of them shows it."""

    name: str
    title: str
    lead: str
    newest: Policy | None
    is_due: bool


def standing() -> list[Standing]:
    last = Policy.objects.values("name").annotate(last=Max("pk")).values("last")
    kept = Policy.objects.filter(pk__in=last).select_related("by")
    newest_of = {policy.name: policy for policy in kept}
    return [_standing(name, newest_of.get(name)) for name in policies.KINDS]


def standing_of(name: str) -> Standing:
    return _standing(name, policies.newest(name))


def _standing(name: str, now: Policy | None) -> Standing:
    kind = policies.KINDS[name]
    is_due = now is None or now.review_on <= timezone.localdate()
    return Standing(name, kind.title, kind.lead, now, is_due)


def old_targets() -> QuerySet[Targets]:
    """The targets that hold now, where they are due to be looked at again."""
    newest = Targets.objects.order_by("-pk").values("pk")[:1]
    too_old = timezone.now() - GOOD_FOR
    return Targets.objects.filter(pk__in=newest, at__lt=too_old)


def warnings(*, are_targets_old: bool) -> list[str]:
    """What is due to be looked at again, or never was; for the leads' board."""
    known = standing()
    due = [policy for policy in known if policy.newest and policy.is_due]
    never = [policy for policy in known if policy.newest is None]
    found = [f"“{policy.title}” is due to be looked at again." for policy in due]
    if never:
        found.append(f"Nobody has looked at {_count(never)} of the policies yet.")
    if are_targets_old:
        found.append("The targets are due to be looked at again.")
    return found


def _count(never: list[Standing]) -> str:
    return "any" if len(never) == len(policies.KINDS) else str(len(never))
