"""What a moderator reads to decide: the message, why it is flagged, what stood around."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from moderation import flags, marking, words
from moderation.models import Decision, Flag, Report
from moderation.screening import SEVERITIES
from people.models import Person
from rooms import streams
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


def about_author(flag: Flag) -> list[Flag]:
    """Earlier flags about the same person and what was decided; no score, no text."""
    decisions = Decision.objects.select_related("by").order_by("at")
    earlier = flags.for_people().filter(message__author=flag.message.author_id)
    shown = earlier.exclude(pk=flag.pk).order_by("-raised_at")
    return list(shown.prefetch_related(Prefetch("decisions", decisions))[:EARLIER])


def in_other_hands(flag: Flag, person: Person) -> list[Flag]:
    """Who is at work on another flag about the same author now: one flag for each.

    Two who write to somebody in danger without knowing of each other do harm.
    """
    held = flags.for_people().filter(message__author=flag.message.author_id)
    held = held.filter(state__in=[Flag.State.CLAIMED, Flag.State.SECOND])
    others = held.exclude(claimed_by=person).exclude(pk=flag.pk).order_by("raised_at")
    return list({one.claimed_by_id: one for one in others}.values())


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
    earlier = streams.placed(message.room_id).filter(_is_before(message))
    return list(earlier.select_related("author").order_by("-seq")[:AROUND])[::-1]


def _after(message: Message) -> list[Message]:
    later = streams.placed(message.room_id).exclude(_is_before(message))
    later = later.exclude(pk=message.pk).select_related("author")
    return list(later.order_by("seq")[:AROUND])


def _is_before(message: Message) -> Q:
    """By place; by time where it is held and has none."""
    is_held = message.seq is None
    return Q(at__lt=message.at) if is_held else Q(seq__lt=message.seq)


def has_reported(person: Person, message: Message, door: str) -> bool:
    return Report.objects.filter(message=message, by=person, door=door).exists()
