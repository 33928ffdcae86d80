"""Overhears posts: stores a verdict for every message, and its flags, in its commit."""

import logging
from collections.abc import Sequence
from typing import Any

from moderation import flags
from moderation.models import Severity, Verdict
from moderation.screening import Verdict as Reading
from moderation.screening import default_screener
from people import actions as people
from rooms.posting import Posted

logger = logging.getLogger(__name__)

FLAGGED = {Severity.RED, Severity.AMBER, Severity.YELLOW, Severity.UNSCANNED}
SHOWN_HELP = {Severity.RED, Severity.AMBER}
HELP_IS_OPEN = "You wrote something that sounds hard. Help is open now, if you want it."


def screen_bodies(bodies: Sequence[str]) -> list[Reading | None]:
    """What screening says of each text; None where it could not say."""
    return [_screen(body) for body in bodies]


def _screen(body: str) -> Reading | None:
    try:
        return default_screener().screen(body)
    except Exception as problem:
        # Never the text: only that it failed. The flag "unscanned" brings a person.
        logger.error("screening failed: %s", type(problem).__name__)
        return None


def store_verdicts(posted: list[Posted], **_: Any) -> None:
    verdicts = [_verdict(post) for post in posted]
    Verdict.objects.bulk_create(verdicts)
    flagged = [
        (post, verdict)
        for post, verdict in zip(posted, verdicts, strict=True)
        if verdict.severity in FLAGGED
    ]
    if not flagged:
        return
    # Inboxes are locked in one order in every process.
    for post, verdict in sorted(flagged, key=lambda pair: f"me:{pair[0].author.pk}"):
        if verdict.severity in SHOWN_HELP:
            people.notify(post.author, kind="help", words=HELP_IS_OPEN, link="/help/")
    flags.raise_from_screening(flagged)


def _verdict(post: Posted) -> Verdict:
    reading = post.verdict
    if reading is None:
        return Verdict(message=post.message, severity=Severity.UNSCANNED)
    return Verdict(
        message=post.message,
        severity=reading.severity,
        findings=[_plain(finding) for finding in reading.findings],
        version=reading.version,
    )


def _plain(finding: Any) -> dict[str, Any]:
    fields = ("concern", "severity", "rule", "version", "start", "end", "reason")
    return {name: getattr(finding, name) for name in fields}
