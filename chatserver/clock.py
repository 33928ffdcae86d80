"""What happens by time: each job is safe to run twice and on more than one machine."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime

from care import clockwork as care
from evaluation import clockwork as evaluation
from mentoring import (
    away_clock,
    connection_clock,
    hosting_clock,
    reminder_clock,
    thread_clock,
)
from mentoring import clockwork as mentoring
from mentoring import session_clock as sessions
from mentoring.actions import connecting, grouping, importing
from moderation import (
    care_clockwork,
    check_in_clockwork,
    held_clockwork,
    leaving_clockwork,
)
from moderation import clockwork as moderation
from moderation import machinery_clockwork as machinery
from moderation.actions import sampling
from people import actions as people
from people import mailing
from people.push import sending
from realtime import revocations
from realtime.reads import read
from rooms import actions as rooms

logger = logging.getLogger(__name__)

# A clock that was not seen for this long has stopped.
LATE = 60.0

# What is done so often, in seconds, somebody waits for: where it has failed for so long,
# the leads are told.
SOON, FAILS_FOR = 60.0, 60.0

# How often each job runs, in seconds.
JOBS: dict[Callable[[], None], float] = {
    moderation.renew_cover: 5,
    moderation.run_benches: 0.5,
    sampling.draw_if_due: 3600,
    moderation.keep_open: 5,
    held_clockwork.tell_of_held_in_threads: 15,
    check_in_clockwork.raise_unread_replies: 60,
    moderation.point_out_races: 15,
    moderation.tell_of_lost_cover: 5,
    moderation.keep_next_watches: 30,
    moderation.tell_of_gaps: 600,
    rooms.keep_hours: 5,
    rooms.keep_circles: 3,
    moderation.return_lapsed_claims: 5,
    moderation.climb: 2,
    moderation.send_pages: 1,
    care_clockwork.remind_of_reviews: 600,
    care_clockwork.remember_witnesses: 5,
    moderation.keep_anchor: 10,
    sending.send_due: 1,
    mailing.send_due: 1,
    moderation.erase_old_words: 600,
    moderation.clear_old_rooms: 600,
    machinery.beat: 10,
    machinery.fly_canary: 2,
    machinery.sweep: 60,
    machinery.tell_of_failed_screening: 10,
    machinery.tell_of_unread_rules: 60,
    moderation.remind_of_delays: 300,
    moderation.ask_buddies: 15,
    care.show_unanswered: 5,
    care.forget_old_feelings: 3600,
    care.warn_of_checks: 600,
    sessions.end_sessions: 30,
    connection_clock.keep_connections: 3,
    connecting.forget_connections: 3600,
    reminder_clock.remind_of_sessions: 60,
    sessions.keep_hours_said: 3600,
    sessions.keep_groups: 30,
    hosting_clock.keep_hosts: 15,
    grouping.forget_places: 3600,
    mentoring.bring_in_volunteers: 1,
    importing.forget_files: 3600,
    mentoring.lapse_matches: 60,
    mentoring.keep_promises: 300,
    away_clock.keep_aways: 60,
    away_clock.keep_stand_ins: 60,
    away_clock.remind_of_pauses: 3600,
    thread_clock.forget_old_drafts: 3600,
    thread_clock.deliver: 5,
    thread_clock.tell_of_absent_mentors: 30,
    thread_clock.end_planned: 600,
    thread_clock.count_answers: 300,
    evaluation.offer_questions: 3600,
    evaluation.tell_of_unread: 60,
    mentoring.point_out_long_waits: 3600,
    mentoring.warn_of_checks: 3600,
    leaving_clockwork.let_people_go: 600,
    leaving_clockwork.let_go_again: 3600,
    people.forget_old: 3600,
    people.forget_unconfirmed: 3600,
    revocations.forget_old: 3600,
}


class Clock:
    def __init__(self) -> None:
        self._due = dict.fromkeys(JOBS, 0.0)

    def due(self) -> list[Callable[[], None]]:
        now = time.monotonic()
        jobs = [job for job, at in self._due.items() if at <= now]
        for job in jobs:
            self._due[job] = now + JOBS[job]
        return jobs


# Since when each job has failed, by this process's own time.
_failing: dict[Callable[[], None], float] = {}


def run(job: Callable[[], None]) -> None:
    """Runs a job; one that fails is tried again at its next time."""
    try:
        job()
    except Exception as problem:
        logger.error("clock: %s: %s", job.__name__, type(problem).__name__)
        _failing.setdefault(job, time.monotonic())
        _tell_of(job)
    else:
        _failing.pop(job, None)


def _tell_of(job: Callable[[], None]) -> None:
    if JOBS[job] > SOON or time.monotonic() - _failing[job] < FAILS_FOR:
        return
    try:
        machinery.tell_of_failing_job(job.__name__)
    except Exception as problem:
        logger.error("clock: nobody told of it: %s", type(problem).__name__)


class Pulse:
    """Whether a clock, here or elsewhere, is seen to go on.

    By this process's own time: what the computers think the hour is may jump.
    """

    def __init__(self) -> None:
        self._beat: datetime | None = None
        self._changed = time.monotonic()

    def is_late(self, beat: datetime | None) -> bool:
        if beat != self._beat:
            self._beat, self._changed = beat, time.monotonic()
        return time.monotonic() - self._changed > LATE


async def run_inside() -> None:
    """The clock of a server process that is alone."""
    ticking = Clock()
    while True:
        for job in ticking.due():
            await read(run, job)
        await asyncio.sleep(1)
