"""What a moderator reads to decide: the message, why it is flagged, what stood around."""

from dataclasses import dataclass
from typing import Any

from moderation import marking, words
from moderation.models import Decision, Flag, Report
from moderation.screening import SEVERITIES
from people.models import Person
from rooms.models import Message

AROUND = 10
EARLIER = 5


@dataclass(frozen=True)
class Why:
    """One finding, in words."""

    concern: str
    reason: str
    rule: str
    version: str


def of(flag: Flag) -> dict[str, Any]:
    """Everything about the message itself; only for who may read it."""
    findings = _findings(flag)
    spans = [(finding["start"], finding["end"]) for finding in findings]
    return {
        "segments": marking.segments(flag.snapshot, spans),
        "whys": [_why(finding) for finding in findings],
        "reports": list(flag.reports.select_related("by").order_by("at")),
        "before": _before(flag.message),
        "after": _after(flag.message),
    }


def about_author(flag: Flag) -> list[Decision]:
    """Earlier decisions about the same person: what was done and when, and no score."""
    return list(
        Decision.objects.filter(flag__message__author=flag.message.author_id)
        .exclude(flag=flag)
        .select_related("by", "flag")
        .order_by("-at")[:EARLIER]
    )


def so_far(flag: Flag) -> list[Decision]:
    return list(flag.decisions.select_related("by").order_by("at"))


def _findings(flag: Flag) -> list[dict[str, Any]]:
    return sorted(flag.findings, key=lambda f: -SEVERITIES.index(f["severity"]))


def _why(finding: dict[str, Any]) -> Why:
    return Why(
        words.concern(finding["concern"]),
        finding["reason"],
        finding["rule"],
        finding["version"],
    )


def _before(message: Message) -> list[Message]:
    earlier = Message.objects.filter(room=message.room_id, seq__lt=message.seq)
    return list(earlier.select_related("author").order_by("-seq")[:AROUND])[::-1]


def _after(message: Message) -> list[Message]:
    later = Message.objects.filter(room=message.room_id, seq__gt=message.seq)
    return list(later.select_related("author").order_by("seq")[:AROUND])


def has_reported(person: Person, message: Message, door: str) -> bool:
    return Report.objects.filter(message=message, by=person, door=door).exists()
