"""Whether all this works: what looks after the machinery by time, and tells the leads."""

import logging
import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from moderation import alarms, in_force, machinery, paging
from moderation.actions import machinery as actions
from moderation.actions import paging as telling
from moderation.receivers import screen_bodies
from rooms import actions as rooms
from rooms.models import Message
from rooms.posting import Stored

logger = logging.getLogger(__name__)

CLOCK_STOPPED = "The clock has stopped. Flags do not climb until it runs again."
CANARY_LATE = "A trial message came late to the board, or not at all."
CANARY_LOST = "A trial message could not be stored. Members may not be able to write."
NO_VERDICT = "Some messages had not been screened. They are now."
RULES_NOT_READ = "Your newest screening rules can’t be read. Older ones are at work."
SCREENING_FAILED = "Screening failed for a message. A person must read it on the board."
JOB_FAILS = "A part of the clock fails each time. Please tell who keeps the server."
MOST_SWEPT = 500
# This process has looked at all messages up to here; a new process looks at all.
_swept = 0


def beat() -> None:
    actions.beat()


def fly_canary() -> None:
    """Every five minutes a message goes all the way; late, somebody is told."""
    _judge_newest()
    if actions.take_turn(machinery.CANARY, machinery.CANARY_EVERY):
        actions.forget_canaries()
        _send_canary()


def _judge_newest() -> None:
    canary = machinery.newest_canary()
    if canary is None or timezone.now() < canary.at + machinery.CANARY_LATE:
        return
    if not machinery.was_heard(canary):
        tell_leads("canary", CANARY_LATE)


def _send_canary() -> None:
    room, nobody = actions.keep_cage()
    words = machinery.CANARY_SAYS
    try:
        answer = rooms.post(room.pk, by=nobody, body=words, cid=uuid.uuid4())
    except Exception as problem:
        logger.error("canary not stored: %s", type(problem).__name__)
        answer = None
    if not isinstance(answer, Stored):
        tell_leads("canary", CANARY_LOST)


def sweep() -> None:
    """No message is without a verdict; what is found is screened, and counted."""
    global _swept
    found = machinery.unscreened(_swept).select_related("author", "room")
    missing = list(found[:MOST_SWEPT])
    if missing:
        readings = screen_bodies([message.said for message in missing])
        # First, for what has its verdict is never swept again.
        for message, reading in zip(missing, readings, strict=True):
            if reading is not None and reading.is_heavy:
                rooms.mark_heavy(message)
        count = actions.store_missing(missing, readings)
        logger.error("sweeper: %s messages had no verdict", count)
        tell_leads("sweeper", NO_VERDICT)
    else:
        newest = Message.objects.order_by("-pk").values_list("pk", flat=True).first()
        # Numbers are given before a commit: what commits late is looked at again.
        _swept = max(0, (newest or 0) - MOST_SWEPT)


def tell_of_unread_rules() -> None:
    if not in_force.is_read():
        tell_leads("rules", RULES_NOT_READ)


def tell_of_failed_screening() -> None:
    since = timezone.now() - timedelta(hours=1)
    if machinery.screening_failed_since(since):
        tell_leads("screening", SCREENING_FAILED)


def tell_of_stopped_clock(since: datetime | None) -> None:
    """Called by server processes, which then send what the clock would."""
    tell_leads(f"clock:{since.isoformat() if since else 'never'}", CLOCK_STOPPED)
    paging.send_due()


def tell_of_failing_job(name: str) -> None:
    """Once a day for each job: what it should have done, nobody does."""
    tell_leads(f"job:{name}:{timezone.localdate()}", JOB_FAILS)


def tell_leads(key: str, words: str) -> None:
    """Once an hour for each kind of fault; for a clock, once for each stop."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    found = alarms.of_fault(key if ":" in key else f"{key}:{hour}", words)
    if found:
        telling.tell(found)
