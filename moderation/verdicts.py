"""What screening said of messages, kept beside them."""

from datetime import datetime
from operator import itemgetter
from typing import Any

from moderation.models import Severity, Verdict
from realtime.plain_sql import fresh, insert
from rooms.posting import Posted

OF_VERDICT = ("message_id", "severity", "findings", "version", "at")
SHOWN_HELP = {Severity.RED, Severity.AMBER}


def keep(posted: list[Posted], verdicts: list[Verdict]) -> set[int]:
    """Writes the verdicts; answers whose earlier words had brought help already."""
    edited = {post.message.id for post in posted if post.message.edited_at}
    new = [v for v in map(vars, verdicts) if v["message_id"] not in edited]
    if new:
        insert(Verdict, OF_VERDICT, list(map(itemgetter(*OF_VERDICT), new)))
    if not edited:
        return set()
    earlier = Verdict.objects.filter(pk__in=edited, severity__in=SHOWN_HELP)
    helped = set(earlier.values_list("pk", flat=True))
    for verdict in verdicts:
        if verdict.pk in edited:
            verdict.save()
    return helped


def verdict_on(post: Posted, now: datetime) -> Verdict:
    values: dict[str, Any] = {"message_id": post.message.id, "at": now}
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
