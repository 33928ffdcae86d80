"""What each moderator carried, in whole weeks that are over."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from moderation import shifts
from moderation.models import Flag, Shift


def last_monday(now: datetime) -> datetime:
    """Workload is shown to its moderator first: leads see whole weeks that are over."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=today.weekday())


def by_moderator(since: datetime, until: datetime) -> list[dict[str, Any]]:
    on = Shift.objects.filter(started_at__gte=since, started_at__lt=until)
    in_time = Q(decisions__at__gte=since, decisions__at__lt=until)
    rows: dict[int, dict[str, Any]] = {}
    for shift in on.select_related("moderator"):
        row = rows.setdefault(shift.moderator_id, _row(shift.moderator.alias))
        row["shifts"] += 1
        row["hours"] += _hours(shift)
    # Each flag counts once for each who decided about it.
    decided = Flag.objects.filter(in_time).values_list(
        "decisions__by", "decisions__by__alias", "level"
    )
    for by, alias, level, count in decided.annotate(n=Count("pk", distinct=True)):
        row = rows.setdefault(by, _row(alias))
        row["flags"] += count
        row["reds"] += count if level == Flag.Level.RED else 0
    return sorted(rows.values(), key=lambda row: row["alias"])


def _row(alias: str) -> dict[str, Any]:
    return {"alias": alias, "shifts": 0, "hours": 0.0, "flags": 0, "reds": 0}


def _hours(shift: Shift) -> float:
    """One that somebody forgot to end is no longer than any shift counts."""
    longest = shift.started_at + shifts.LONGEST
    ended = min(shift.ended_at or timezone.now(), longest)
    return round(max(ended - shift.started_at, timedelta()) / timedelta(hours=1), 1)
