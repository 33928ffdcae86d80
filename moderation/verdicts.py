"""What screening said of messages, kept beside them."""

from datetime import datetime
from operator import attrgetter
from typing import Any

from moderation.models import Severity, Verdict
from realtime.plain_sql import fresh, insert
from rooms.posting import Posted

OF_VERDICT = ("message_id", "severity", "findings", "version", "at")
values_of = attrgetter(*OF_VERDICT)
SHOWN_HELP = {Severity.RED, Severity.AMBER}


def keep(posted: list[Posted], verdicts: list[Verdict]) -> set[int]:
    """Writes the verdicts; answers whose earlier words had brought help already."""
    edited = {post.message.pk for post in posted if post.message.edited_at}
    fresh = [
        values_of(verdict) for verdict in verdicts if verdict.message_id not in edited
    ]
    if fresh:
        insert(Verdict, OF_VERDICT, fresh)
    if not edited:
        return set()
    earlier = Verdict.objects.filter(pk__in=edited, severity__in=SHOWN_HELP)
    helped = set(earlier.values_list("pk", flat=True))
    for verdict in verdicts:
        if verdict.pk in edited:
            verdict.save()
    return helped


def verdict_on(post: Posted, now: datetime) -> Verdict:
    values: dict[str, Any] = {"message_id": post.message.pk, "at": now}
    reading = post.verdict
    if reading is None:
        values |= {"severity": Severity.UNSCANNED, "findings": [], "version": ""}
    else:
        values |= {
            "severity": reading.severity,
            "findings": [_plain(finding) for finding in reading.findings],
            "version": reading.version,
        }
    return fresh(Verdict, values)


def _plain(finding: Any) -> dict[str, Any]:
    fields = ("concern", "severity", "rule", "version", "start", "end", "reason")
    return {name: getattr(finding, name) for name in fields}
