"""What moderation does by time; each job is safe to run twice, or in two places."""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from mentoring.actions.letting_go import forget_beside
from moderation import (
    access,
    actions,
    alarms,
    anchors,
    audit,
    bearing,
    benches,
    care_alarms,
    covering,
    flags,
    machinery,
    paging,
    racing,
    retention,
    shifts,
)
from moderation.actions import bearing as carrying
from moderation.actions import erasing, planning, slowing
from moderation.actions import machinery as machinery_actions
from moderation.actions import paging as telling
from moderation.climbing import APART
from moderation.receivers import screen_bodies
from rooms import actions as rooms
from rooms.models import Message
from rooms.posting import Stored

logger = logging.getLogger(__name__)

CLOCK_STOPPED = "The clock has stopped. Flags do not climb until it runs again."
CANARY_LATE = "A trial message came late to the board, or not at all."
CANARY_LOST = "A trial message could not be stored. Members may not be able to write."
NO_VERDICT = "Some messages had not been screened. They are now."
SCREENING_FAILED = "Screening failed for a message. A person must read it on the board."
LOOK_NOT_TOLD = "Two people still wait to be told of a look into their thread."
MOST_SWEPT = 500
GAPS_TOLD_AHEAD = 2  # days
MOST_ERASED = 200
MOST_CLEARED = 500
# This process has looked at all messages up to here; a new process looks at all.
_swept = 0


def run_benches() -> None:
    """Rules on trial read a little more of what was written lately."""
    benches.run_one()


def renew_cover() -> None:
    """Rooms stay open while a moderator on shift is really there, and no longer."""
    until = timezone.now() + settings.COVER_LASTS
    if shifts.covers_too_long(until + APART):
        rooms.shorten_cover(until=until)
    if shifts.current().exists():
        actions.renew_cover()


def keep_next_watches() -> None:
    """Quiet rooms say when somebody is next planned to watch over them."""
    planning.keep_next_watches()


def tell_of_gaps() -> None:
    """Whoever plans is told of a room that soon opens with nobody to watch it."""
    found = covering.gaps_ahead(timezone.now(), days=GAPS_TOLD_AHEAD)
    if found:
        planning.tell_of_gaps(found)


def point_out_races() -> None:
    """Rooms that move too fast, and rooms with more people than one conversation has."""
    now = timezone.now()
    open_now = racing.open_rooms(now)
    fast = [r for r in open_now if not r.pause(now) and racing.races(r, now)]
    busy = [r for r in open_now if not r.is_busy(now) and racing.is_busy(r, now)]
    if fast or busy:
        slowing.point_out(fast, busy)


def tell_of_lost_cover() -> None:
    """Colleagues on shift have the two minutes of the closing round to step in."""
    lost = covering.just_lost(timezone.now())
    if lost:
        slowing.tell_of_lost_cover(lost)


def keep_open() -> None:
    """No room goes quiet over a red flag that somebody owns."""
    rooms_at_work = shifts.rooms_with_red_in_hand()
    if rooms_at_work:
        until = timezone.now() + settings.COVER_LASTS
        rooms.keep_open(sorted(rooms_at_work), until=until)


def return_lapsed_claims() -> None:
    """A claimed flag that its owner has left alone goes back to the board."""
    if flags.lapsed().exists():
        actions.return_lapsed_claims()


def climb() -> None:
    """A flag that nobody takes, seconds or accepts reaches one person after another."""
    now = timezone.now()
    found = [
        *alarms.of_flags(now),
        *alarms.of_proposals(now),
        *alarms.of_handovers(now),
        *care_alarms.of_care(now),
    ]
    if found:
        telling.tell(found)


def ask_buddies() -> None:
    """After a red flag somebody asks its moderator how they are."""
    for asking in bearing.buddies_to_ask():
        carrying.ask_buddy(asking)


def send_pages() -> None:
    paging.send_due()


def keep_anchor() -> None:
    """Where the audit stands is also kept outside the database."""
    head = audit.head()
    if head is not None:
        anchors.keep(head.number, head.hash)


def erase_old_words() -> None:
    """What no longer has to be kept goes, some at a time; the rest at the next turn."""
    for old in (retention.without_concern(), retention.with_concern()):
        due = list(old[:MOST_ERASED])
        if due:
            count = erasing.erase_flags(due, by=None, why="age")
            logger.info("retention: words of %s flags erased", count)


def clear_old_rooms() -> None:
    """What was written long ago goes, some at a time; the rest at the next turn."""
    forget_beside(retention.ended_before())
    for room, before in retention.rooms_to_clear():
        count = rooms.expire_messages(room, before=before, most=MOST_CLEARED)
        erasing.forget_readings(room)
        logger.info("retention: %s messages of room %s gone", count, room.pk)


# --- Whether all this works


def beat() -> None:
    machinery_actions.beat()


def fly_canary() -> None:
    """Every five minutes a message goes all the way; late, somebody is told."""
    _judge_newest()
    if machinery_actions.take_turn(machinery.CANARY, machinery.CANARY_EVERY):
        machinery_actions.forget_canaries()
        _send_canary()


def _judge_newest() -> None:
    canary = machinery.newest_canary()
    if canary is None or timezone.now() < canary.at + machinery.CANARY_LATE:
        return
    if not machinery.was_heard(canary):
        tell_leads("canary", CANARY_LATE)


def _send_canary() -> None:
    room, nobody = machinery_actions.keep_cage()
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
        count = machinery_actions.store_missing(missing, readings)
        for message, reading in zip(missing, readings, strict=True):
            if reading is not None and reading.is_heavy:
                rooms.mark_heavy(message)
        logger.error("sweeper: %s messages had no verdict", count)
        tell_leads("sweeper", NO_VERDICT)
    else:
        newest = Message.objects.order_by("-pk").values_list("pk", flat=True).first()
        # Numbers are given before a commit: what commits late is looked at again.
        _swept = max(0, (newest or 0) - MOST_SWEPT)


def tell_of_failed_screening() -> None:
    since = timezone.now() - timedelta(hours=1)
    if machinery.screening_failed_since(since):
        tell_leads("screening", SCREENING_FAILED)


def remind_of_delays() -> None:
    """Each lead once for each day that was set, until the two are told."""
    for view in access.views_to_look_at_again():
        tell_leads(f"look:{view.pk}:{view.delay_review_on}", LOOK_NOT_TOLD)


def tell_of_stopped_clock(since: datetime | None) -> None:
    """Called by server processes, which then send what the clock would."""
    tell_leads(f"clock:{since.isoformat() if since else 'never'}", CLOCK_STOPPED)
    paging.send_due()


def tell_leads(key: str, words: str) -> None:
    """Once an hour for each kind of fault; for a clock, once for each stop."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    found = alarms.of_fault(key if ":" in key else f"{key}:{hour}", words)
    if found:
        telling.tell(found)
