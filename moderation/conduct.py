"""Flags of their own kind: ways to be reached, links, repeats, first messages, languages.

They weigh the least (green) and are raised only where the message brought no other flag.
What counts is set by the lead; every process looks once a second.
"""

import threading
import time
from collections import OrderedDict, deque
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation import policies
from moderation.models import Flag
from moderation.screening import language, manners
from rooms.models import Message
from rooms.posting import Posted

LOOK_EVERY = 1.0  # seconds
REPEATED_WITHIN = 600.0  # seconds
MOST_WATCHED = 2_000
LEAST_REPEATED = 12  # letters: "thank you" may be said often


@dataclass(frozen=True, slots=True)
class Limits:
    contacts: bool
    holds: bool
    new_days: int
    repeats: int
    first: int
    languages: bool
    read: frozenset[str]


_limits: Limits | None = None
_looked = 0.0
_said: OrderedDict[int, deque[tuple[float, int]]] = OrderedDict()
_lock = threading.Lock()


def look_again() -> None:
    global _looked
    _looked = 0.0


def limits() -> Limits:
    global _limits, _looked
    if _limits is None or time.monotonic() - _looked > LOOK_EVERY:
        _looked = time.monotonic()
        conduct, lists = policies.terms("conduct"), policies.terms("languages")
        _limits = Limits(
            contacts=bool(conduct["contacts"]),
            holds=bool(conduct["holds"]),
            new_days=int(conduct["new_days"]),
            repeats=int(conduct["repeats"]),
            first=int(conduct["first"]),
            languages=bool(conduct["languages"]),
            read=frozenset(
                name for code, name in language.LISTS.items() if lists[code]
            ),
        )
    return _limits


# What may lead two people away from here; links are only flagged.
WAYS_OUT = {"contact", "elsewhere"}


def is_holding_in_threads() -> bool:
    return limits().holds


def holds_in_threads(body: str) -> bool:
    """Whether a coordinator reads these words before the other of the two does."""
    if not is_holding_in_threads():
        return False
    return any(finding.concern in WAYS_OUT for finding in manners.find(body))


def flag_of(post: Posted) -> Flag | None:
    """What this message is shown to a moderator for, though no rule found distress."""
    if post.author.is_canary or post.author.is_staff_member:
        return None
    if post.is_between_two and post.message.seq is None:
        # It is held: a coordinator reads it first.
        return None
    concern, findings = _why(post, limits())
    if not concern:
        return None
    return Flag(
        message=post.message,
        level=Flag.Level.GREEN,
        concern=concern,
        snapshot=post.message.said,
        findings=findings,
    )


def _why(post: Posted, limits: Limits) -> tuple[str, list[dict[str, Any]]]:
    body = post.message.body
    is_watched = limits.contacts and _is_watched(post, limits)
    if is_watched and (found := manners.find(body)):
        return found[0].concern, [asdict(finding) for finding in found]
    if limits.repeats and _is_repeated(post.author.id, body, limits.repeats):
        return "repeated", []
    if limits.languages:
        name = language.guess(body)
        if name and name not in limits.read:
            return "language", [_note(name, len(body))]
    if limits.first and _is_among_first(post, limits.first):
        return "first_message", []
    return "", []


def _is_watched(post: Posted, limits: Limits) -> bool:
    since = timezone.now() - timedelta(days=limits.new_days)
    return post.is_between_two or post.author.joined_at > since


def _is_repeated(author: int, body: str, most: int) -> bool:
    """The same words for the nth time in ten minutes, as far as this process saw."""
    plain = " ".join(body.lower().split())
    if len(plain) < LEAST_REPEATED:
        return False
    now, said = time.monotonic(), hash(plain)
    with _lock:
        earlier = _said.setdefault(author, deque(maxlen=20))
        _said.move_to_end(author)
        while len(_said) > MOST_WATCHED:
            _said.popitem(last=False)
        earlier.append((now, said))
        times = sum(s == said and now - at < REPEATED_WITHIN for at, s in earlier)
    return times >= most and _stored(author, body) % most == 0


def _stored(author: int, body: str) -> int:
    since = timezone.now() - timedelta(seconds=REPEATED_WITHIN)
    return Message.objects.filter(author=author, at__gt=since, body=body).count()


def _is_among_first(post: Posted, first: int) -> bool:
    mine = Message.objects.filter(author=post.author, pk__lte=post.message.pk)
    return len(mine.values_list("pk")[: first + 1]) <= first


def _note(name: str, end: int) -> dict[str, Any]:
    return {
        "concern": "language",
        "severity": "note",
        "rule": "manners.language",
        "version": "",
        "start": 0,
        "end": end,
        "reason": f"seems to be in {name}, which no list reads: nobody has screened it",
    }
