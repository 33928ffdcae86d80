"""What moderation does by time; each job is safe to run twice, or in two places."""

import logging
from collections.abc import Callable
from datetime import datetime

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
    machinery_clockwork,
    over,
    paging,
    racing,
    retention,
    shifts,
)
from moderation.actions import bearing as carrying
from moderation.actions import erasing, planning, slowing
from moderation.actions import paging as telling
from moderation.climbing import APART
from realtime.one_by_one import FAILS_ALL, each
from rooms import actions as rooms
from rooms.models import Room

logger = logging.getLogger(__name__)

LOOK_NOT_TOLD = "Two people still wait to be told of a look into their thread."
GAPS_TOLD_AHEAD = 2  # days
MOST_ERASED = 200
MOST_CLEARED = 500


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
    lapsed = flags.lapsed().select_related("claimed_by").order_by("pk")
    each(lapsed, actions.return_lapsed_claim)


# Each by itself: what fails in one keeps nobody from being told of the others.
ALARMS = (
    alarms.of_flags,
    alarms.of_proposals,
    over.of_emergencies,
    alarms.of_handovers,
    care_alarms.of_care,
)


def climb() -> None:
    """A flag that nobody takes, seconds or accepts reaches one person after another."""
    each(ALARMS, _tell_alarms)


def _tell_alarms(of: Callable[[datetime], list[alarms.Alarm]]) -> None:
    """Together, or one by one where one of them cannot be told: nobody waits for it."""
    found = of(timezone.now())
    if not found:
        return
    try:
        telling.tell(found)
    except FAILS_ALL:
        raise
    except Exception:
        each(found, lambda alarm: telling.tell([alarm]))


def ask_buddies() -> None:
    """After a red flag somebody asks its moderator how they are."""
    each(bearing.buddies_to_ask(), carrying.ask_buddy)


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
    each(retention.rooms_to_clear(), _clear_room)


def _clear_room(old: tuple[Room, datetime]) -> None:
    room, before = old
    count = rooms.expire_messages(room, before=before, most=MOST_CLEARED)
    erasing.forget_readings(room)
    logger.info("retention: %s messages of room %s gone", count, room.pk)


def remind_of_delays() -> None:
    """Each lead once for each day that was set, until the two are told."""
    for view in access.views_to_look_at_again():
        machinery_clockwork.tell_leads(
            f"look:{view.pk}:{view.delay_review_on}", LOOK_NOT_TOLD
        )
