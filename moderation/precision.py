"""How often what a rule found was a concern, of the flags that moderators decided lately."""

from datetime import timedelta

from django.utils import timezone

from moderation import desk_report, flags
from moderation.desk_report import Rule
from moderation.models import Flag

# Older flags that were no concern have lost their words, and with them their rules.
DAYS = 90


def by_rule() -> dict[str, Rule]:
    since = timezone.now() - timedelta(days=DAYS)
    decided = flags.for_people().filter(
        state=Flag.State.RESOLVED, resolved_at__gte=since, erased_at=None
    )
    return {rule.name: rule for rule in desk_report.rules(list(decided))}
