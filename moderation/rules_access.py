"""The one door to the screening rules and the bench: leads, or 404."""

from django.http import Http404

from moderation.rules_models import Bench, Ruleset
from people.models import Person


def bench_for(lead: Person, bench_id: int) -> Bench:
    """Rules on trial: what they find is read by leads only."""
    found = Bench.objects.filter(pk=bench_id).select_related("by").first()
    if not lead.is_lead or found is None:
        raise Http404
    return found


def ruleset_for(lead: Person, ruleset_id: int) -> Ruleset:
    found = Ruleset.objects.filter(pk=ruleset_id).first()
    if not lead.is_lead or found is None:
        raise Http404
    return found
